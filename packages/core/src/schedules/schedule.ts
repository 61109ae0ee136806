/** A schedule as plain data. */
export interface ScheduleConfig {
  readonly type: string;
  readonly [option: string]: string | number | boolean | ScheduleConfig;
}

/** Where a training stands among all steps of its optimizer. */
export interface TrainingSpan {
  /** The steps the optimizer had taken before. */
  readonly first: number;
  /** The steps the training takes, if nobody stops it. */
  readonly steps: number;
}

/**
 * How the learning rate goes up and down in the course of the training: a factor of the optimizer's `learningRate`, as a
 * function of the steps it has taken, over all trainings. What else changes the rate (the optimizer's `decay`,
 * `ReduceLROnPlateau`) is multiplied with it.
 */
export abstract class Schedule {
  /** The schedule's kind: the name of its class. */
  abstract readonly type: string;

  /**
   * The factor of the step after `steps` others.
   * @param training the training that is under way, for schedules that last as long as it does
   */
  abstract factorAt(steps: number, training?: TrainingSpan): number;

  /** The schedule's kind and options as plain data, from which a model file makes it again. */
  abstract config(): ScheduleConfig;
}
