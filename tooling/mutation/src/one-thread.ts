// Workers run what was built, without the mutant: without memory to share, trainings do all their work here.
Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
