/** A schedule as plain data. */
export interface ScheduleConfig {
  readonly type: string;
  readonly [option: string]: string | number | boolean | ScheduleConfig;
}

/**
 * How the learning rate goes up and down in the course of the training: a factor of the optimizer's `learningRate`, as a
 * function of the steps it has taken, over all trainings. What else changes the rate (the optimizer's `decay`,
 * `ReduceLROnPlateau`) is multiplied with it.
 */
export abstract class Schedule {
  /** The schedule's kind: the name of its class. */
  abstract readonly type: string;

  /** The factor of the step after `steps` others. */
  abstract factorAt(steps: number): number;

  /** The schedule's kind and options as plain data, from which a model file makes it again. */
  abstract config(): ScheduleConfig;
}
