import { expect, it } from 'vitest';
import { convert, type PackageName, packages } from '../src/reference/convert';

it.each(Object.keys(packages) as PackageName[])(
  'every export of @fmnist/%s has a comment, and every link in it leads somewhere',
  async (name) => {
    const { project, warnings } = await convert(name);
    expect(warnings).toEqual([]);
    expect(project.children?.length).toBeGreaterThan(0);
  },
);
