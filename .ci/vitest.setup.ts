// Continuous integration repeats itself, so that a change is judged and not the dice; every other run
// explores, and prints the seed of what it finds.
import fc from 'fast-check';

if (process.env['CI']) fc.configureGlobal({ seed: 20_261_125 });
