import type { Shape } from '@fmnist/core';
import type { OnnxGraph } from './graph';
import type { ChannelOrder } from './layout';

/** What flows through a graph, by the step it comes from, in one order of channels or both. */
export class OnnxValues {
  readonly #graph: OnnxGraph;
  readonly #names = new Map<string, string>();

  constructor(graph: OnnxGraph) {
    this.#graph = graph;
  }

  /** Says what the output of a step is called. */
  set(step: number, order: ChannelOrder, name: string): void {
    this.#names.set(`${step} ${order}`, name);
  }

  /**
   * The name of the output of a step, as samples of a shape. The first time it is wanted in the order it has not, the
   * graph gets a Transpose.
   */
  get(step: number, order: ChannelOrder, { length: axes }: Shape): string {
    const known = this.#names.get(`${step} ${order}`);
    if (known !== undefined) return known;
    const other = this.#names.get(`${step} ${order === 'first' ? 'last' : 'first'}`);
    if (other === undefined) throw new Error(`Step ${step} has not been written yet`);
    const name = axes < 2 ? other : this.#turn(other, order, axes);
    this.set(step, order, name);
    return name;
  }

  /** Axis 0 counts the samples, and stays. */
  #turn(input: string, to: ChannelOrder, axes: number): string {
    const others = Array.from({ length: axes - 1 }, (_, axis) => axis + (to === 'first' ? 1 : 2));
    const values = to === 'first' ? [0, axes, ...others] : [0, ...others, 1];
    return this.#graph.node('Transpose', [input], [{ name: 'perm', kind: 'ints', values }]);
  }
}
