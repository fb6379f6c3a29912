/** One style for every page of tilsyn. Colours are never the only signal: each stands beside a word or a number. */
export const STYLE = `
:root { color-scheme: light dark; ${light()} }
@media (prefers-color-scheme: dark) { :root { ${dark()} } }
* { box-sizing: border-box; }
body { font: 15px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: .3rem 0 .6rem; }
h2 { font-size: 1.25rem; margin: 2.4rem 0 .6rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .5rem; }
h4 { font-size: 1rem; margin: .1rem 0 .2rem; }
p, ul, ol { margin: .4rem 0 .7rem; }
ul, ol { padding-left: 1.3rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .88em; }
code { background: var(--panel); border-radius: 3px; padding: 0 .25em; overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 4px; padding: .6rem .8rem; overflow-x: auto; line-height: 1.4; }
pre code, pre span { background: none; padding: 0; }
table { border-collapse: collapse; font-size: 13px; width: 100%; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
td { overflow-wrap: break-word; max-width: 24rem; }
time, td code[title] { white-space: nowrap; }
thead th { background: var(--panel); }
th.number, td.number { text-align: right; white-space: nowrap; overflow-wrap: normal; }
.wide { overflow-x: auto; margin: .6rem 0 1rem; }
.small { color: var(--muted); font-size: 13px; }
.kind { color: var(--muted); margin: 0; text-transform: uppercase; letter-spacing: .06em; font-size: 12px; }
.banner { border-left: 6px solid var(--muted); padding: .5rem 1rem; background: var(--panel); margin: .8rem 0; }
.banner.passes, .proved { border-left-color: var(--good); }
.banner.blocks, .banner.undecided, .failed { border-left-color: var(--bad); }
.banner.awaits, .doubt { border-left-color: var(--doubt); }
.proved, .failed, .doubt { border-left-width: 4px; border-left-style: solid; padding-left: 8px; }
.contents { columns: 16rem; margin: 1rem 0; padding-left: 1.2rem; }
.finding { border: 1px solid var(--line); border-left: 5px solid var(--line); border-radius: 4px; padding: .5rem .8rem; margin: .6rem 0; }
.finding.critical { border-left-color: var(--critical); }
.finding.high { border-left-color: var(--high); }
.finding.medium { border-left-color: var(--medium); }
.finding.low { border-left-color: var(--low); }
.finding p { margin: .2rem 0; }
.mark { display: inline-block; border: 1px solid currentColor; border-radius: 3px; padding: 0 .4em; font-size: 12px; font-weight: 600; margin-right: .4em; }
.critical > .mark.severity, .mark.bad { color: var(--critical); }
.high > .mark.severity { color: var(--high); }
.medium > .mark.severity, .mark.unsure { color: var(--medium); }
.low > .mark.severity { color: var(--low); }
.mark.good { color: var(--good); }
details { margin: .5rem 0; }
summary { cursor: pointer; }
details > summary { padding: .15rem 0; }
.coverage { table-layout: fixed; min-width: 56rem; }
.coverage thead tr:first-child th:first-child { width: 23%; }
.controls thead th:first-child { width: 32%; }
.controls .number { width: 1%; }
.ids { display: block; color: var(--muted); font-size: 12px; font-weight: 400; }
.id { white-space: nowrap; }
figure { margin: 1rem 0; max-width: 52rem; }
figcaption { font-weight: 600; margin-bottom: .3rem; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; font-size: 13px; margin: .3rem 0; }
.legend svg { width: .9em; height: .9em; vertical-align: -.1em; margin-right: .35em; }
.areas { display: grid; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); gap: 0 1rem; }
svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
svg .middle { text-anchor: middle; }
svg .inside { text-anchor: middle; fill: var(--paper); font-weight: 600; }
.bar, .met { fill: var(--bar); } .past, .notMet, .new { fill: var(--past); } .attested { fill: var(--attested); }
.lacking { fill: var(--lacking); } .notEvaluable, .existing { fill: var(--unsure); } .notApplicable { fill: var(--none); } .fixed { fill: var(--bar); }
svg .none { fill: var(--ink); }
pre .added { color: var(--good); } pre .removed { color: var(--bad); } pre .hunk { color: var(--muted); }
@media print {
  :root { color-scheme: light; ${light()} }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  a { color: inherit; text-decoration: none; }
  .wide { overflow: visible; }
  pre { white-space: pre-wrap; overflow: visible; }
  table { font-size: 8.5pt; }
  td { overflow-wrap: anywhere; }
  thead { display: table-header-group; }
  .coverage { min-width: 0; }
  tr, figure, .finding, .banner { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .finding summary { display: none; }
  h2, h3, h4, summary { break-after: avoid; }
  .contents { display: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@page { margin: 16mm 14mm; }
`;

function light(): string {
  return '--ink: #1b2127; --muted: #55606b; --paper: #fff; --panel: #f3f5f7; --line: #cfd6dd; --link: #14559c; --bar: #2f7350; --past: #a33c14; --attested: #3a6ea5; --lacking: #7b4a8c; --unsure: #8a6100; --none: #6b7580; --good: #1a6b35; --bad: #a5251b; --doubt: #7a5200; --critical: #9b1c1c; --high: #a3400a; --medium: #745200; --low: #345f92;';
}

function dark(): string {
  return '--ink: #e4e8ec; --muted: #a3adb8; --paper: #14181c; --panel: #1d2329; --line: #3c464f; --link: #8cc0ff; --bar: #7fcf9d; --past: #f0a07a; --attested: #8dbdf0; --lacking: #d3a6e3; --unsure: #e6c068; --none: #99a4af; --good: #7bd095; --bad: #ff9a90; --doubt: #e6be5a; --critical: #ff9a90; --high: #f5a97c; --medium: #e6c068; --low: #8dbdf0;';
}
