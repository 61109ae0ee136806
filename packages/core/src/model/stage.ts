/** Work that can be shared out: units touch nothing in common, and all must be done before the next stage begins. */
export interface Stage {
  readonly units: number;
  /** Does unit 0 ≤ `unit` < `units`. */
  run(unit: number): void;
}
