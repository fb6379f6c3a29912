import { runCli } from './main.ts';

// A reader that has seen enough, such as `head`, changes nothing of the verdict; any other failure to write does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`tilsyn: ${error.message}\n`);
  process.exit(2);
});

process.exitCode = await runCli(process.argv);
