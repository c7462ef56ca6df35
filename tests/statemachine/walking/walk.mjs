// Walks a road with an interpreter that is neither moto's nor ours. Reads {definition, walks: [{given, script}]} from standard
// input; writes [{ended, path}]: how each execution ended, and the states it entered. A wait is answered like any other task.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [, , installed] = process.argv; // the folder the interpreter is installed in
const { StateMachine } = createRequire(`${installed}/`)('aws-local-stepfunctions');

// The interpreter asks for Node 22 for nothing but this.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
};

const LONGEST = Math.floor((2 ** 31 - 1) / 1000); // seconds; it would take a longer wait for none at all

const tasks = (machine) =>
  Object.entries(machine.States).flatMap(([name, state]) =>
    state.Type === 'Task' ? [[name, state]] : (state.Branches ?? []).flatMap(tasks));

function says(script, name, state) {
  const left = script.filter((said) => said.state === name);
  return () => {
    const { word, error } = left.shift() ?? { word: 'done' };
    if (error) throw Object.assign(new Error(), { name: error });
    return state.Resource.endsWith('.waitForTaskToken') ? { next: word } : { Payload: { next: word } };
  };
}

async function walk(machine, all, { given, script }) {
  const run = machine.run(given, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(all.map(([name, state]) => [name, says(script, name, state)])),
      retryIntervalOverrides: Object.fromEntries(all.map(([name]) => [name, 0])),
    },
    context: { Execution: { Name: 'c1' }, State: { EnteredTime: new Date().toISOString(), RetryCount: 0 }, Task: { Token: 'token' } },
  });
  const ended = run.result.then(() => 'SUCCEEDED', () => 'FAILED');
  const path = [];
  for await (const event of run.eventLogs) if (event.type === 'StateEntered') path.push(event.state.name);
  return { ended: await ended, path };
}

const { definition, walks } = JSON.parse(readFileSync(0, 'utf8'));
for (const [, state] of tasks(definition)) state.TimeoutSeconds = Math.min(state.TimeoutSeconds, LONGEST);
const machine = new StateMachine(definition); // refuses a definition that does not validate
process.stdout.write(JSON.stringify(await Promise.all(walks.map((one) => walk(machine, tasks(definition), one)))));
