/** What goes to a worker thread. */
export interface Question<Task> {
  readonly id: number;
  readonly task: Task;
}

/** What comes back for it. */
export type Answer<Result> =
  | { readonly result: Result }
  | { readonly failure: { readonly message: string; readonly isUserError: boolean } };
