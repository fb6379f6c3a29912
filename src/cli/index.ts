import { runCli } from './main.ts';

// A reader that has seen enough, such as `head`, changes nothing of the verdict; any other failure to write does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    if (stream === process.stdout) process.stderr.write(`tilsyn: ${error.message}\n`);
    process.exit(2);
  });
}

// Node would end with 1, which says that something was judged and blocks.
process.on('uncaughtException', (error) => {
  process.stderr.write(`tilsyn: ${error.message}\n`);
  process.exit(2);
});

process.exitCode = await runCli(process.argv);
