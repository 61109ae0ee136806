import type { ShippedName } from '@fmnist/models';
import * as z from 'zod/mini';
import { type TrainingConfig, trainablePresets, trainingConfig } from '../training/training-config';
import { readTrainingConfig, usualConfig } from '../training/usual-config';

/** What names a model: one that comes with the site, or the one trained or loaded here. */
export type ModelChoice = ShippedName | 'own';

function isModelChoice(value: string): value is ModelChoice {
  return value === 'own' || siteModels.includes(value);
}

/** The names of the models that come with the site, the best last; the build puts them in. */
const siteModels = (process.env.SITE_MODELS ?? '').split(',');

/** Every model there is to choose, the best first. */
export const modelChoices: readonly ModelChoice[] = [...siteModels.toReversed(), 'own'].filter(isModelChoice);

const modelChoice = z.catch(z.enum(modelChoices), modelChoices[0]);

/** What the page can show. */
export const views = ['recognise', 'train', 'understand'] as const;

/** What of a link is not about training; whatever a link says wrong is as if it were left out. */
const viewState = z.object({
  view: z.catch(z.enum(views), 'recognise'),
  model: modelChoice,
});

/** All that a link to the page holds. */
export type PageState = z.infer<typeof viewState> & TrainingConfig;
export type View = PageState['view'];

/** The part of the state that says what to train. */
export function trainingConfigOf(state: PageState): TrainingConfig {
  return trainingConfig.parse(state);
}

/** The state in a URL's fragment, as `#view=train&seed=1`. */
export function readFragment(fragment: string): PageState {
  const fields = Object.fromEntries(new URLSearchParams(fragment.replace(/^#/, '')));
  return { ...viewState.parse(fields), ...readTrainingConfig(fields) };
}

/** The fragment that stands for a state: only what differs from the default, and of a training from its preset. */
export function writeFragment(state: PageState): string {
  const usual: PageState = {
    ...viewState.parse({}),
    ...usualConfig(state.preset, state.optimizer),
    preset: trainablePresets[0],
    optimizer: usualConfig(state.preset).optimizer,
  };
  const told = Object.entries(state).filter(([name, value]) => value !== Reflect.get(usual, name));
  const text = new URLSearchParams(told.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '#' : `#${text}`;
}
