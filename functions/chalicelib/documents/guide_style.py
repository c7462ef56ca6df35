"""How the printable service guide looks: on a phone, on a screen, on A4."""

STYLE = """
:root{--ink:#1d2129;--soft:#5a6270;--line:#d5dae1;--lead:#8c1d18;--tint:#f7f5f2;--warn:#8a5300;--warnbg:#fff3d6}
*{box-sizing:border-box}
body{margin:0;background:#eceef1;color:var(--ink);font:16px/1.75 "Source Han Sans SC","Noto Sans CJK SC","PingFang SC",
"Microsoft YaHei",sans-serif;text-spacing-trim:trim-start;line-break:strict;font-variant-numeric:tabular-nums}
main{max-width:60rem;margin:0 auto;padding:3rem 3.5rem;background:#fff;box-shadow:0 1px 12px #0001}
h1,.centre{font-family:"Source Han Serif SC","Noto Serif CJK SC","Songti SC",SimSun,serif}
header{border-bottom:3px double var(--lead);padding-bottom:1.2rem}
.centre{margin:0;color:var(--lead);letter-spacing:.12em;text-align:center}
h1{margin:.3rem 0 0;font-size:2rem;line-height:1.4;text-align:center;letter-spacing:.04em;text-wrap:balance}
.sub{margin:.3rem 0 1.2rem;text-align:center;color:var(--soft)}
.key{display:grid;grid-template-columns:repeat(4,1fr);gap:1px;margin:0 0 1rem;background:var(--line);border:1px solid var(--line)}
.key div{background:var(--tint);padding:.7rem .8rem;text-align:center}
.key dt{color:var(--soft);font-size:.85rem}
.key mark{font-size:11px}.key dd{margin:0;font-size:1.6rem;line-height:1.4;font-weight:600}
.key small{display:inline;margin-left:.25em;font-size:.85rem;font-weight:400}
h2{display:flex;gap:.6em;align-items:baseline;margin:2.2rem 0 .8rem;font-size:1.2rem;border-bottom:1px solid var(--line);padding-bottom:.3rem}
h2 span{color:var(--lead)}h2 span::after{content:"、"}
p{margin:.5rem 0}.note{color:var(--soft);font-size:.875rem}
small{display:block;color:var(--soft);font-size:.85em;line-height:1.55}
mark{display:inline-block;margin:0 .3em;padding:0 .4em;border:1px solid #e2b95c;border-radius:3px;background:var(--warnbg);
color:var(--warn);font-size:max(.72em,11px);line-height:1.5;font-weight:400;vertical-align:.12em;white-space:nowrap}
em{font-style:normal;color:var(--lead)}
ol,ul{margin:.4rem 0;padding-left:2em}li{margin:.25rem 0}
.basis{display:block;color:var(--soft);font-size:.85em;line-height:1.5}
.conditions{columns:2;column-gap:2.5rem}.conditions li{break-inside:avoid}
.flow{list-style:none;padding:0 0 0 .95rem;counter-reset:step}
.flow li{position:relative;counter-increment:step;margin:0;padding:.1rem 0 .9rem 2.6rem;border-left:2px solid var(--line)}
.flow li:last-child{border-color:transparent;padding-bottom:0}
.flow li::before{content:counter(step);position:absolute;left:-.95rem;top:0;width:1.8rem;height:1.8rem;border-radius:50%;
background:var(--lead);color:#fff;font-size:.85rem;line-height:1.8rem;text-align:center}
.flow b{margin-left:.6em;font-weight:500;color:var(--lead);white-space:nowrap}
table{width:100%;margin:.6rem 0;border-collapse:collapse;font-size:.92rem;line-height:1.6}
th,td{padding:.5rem .65rem;border:1px solid var(--line);text-align:left;vertical-align:top}
th{background:var(--tint);font-weight:500;white-space:nowrap}
td:first-child{min-width:7em}
.materials td:nth-child(1){width:25%}.materials td:nth-child(2){min-width:6em}.materials td:nth-child(4){width:24%}.materials td:nth-child(6){width:20%}
.materials td:nth-child(5){white-space:nowrap}
.materials td:nth-child(3){min-width:6em}
.tobring{padding:.7rem 1rem;background:var(--tint);border-left:4px solid var(--lead)}
.bring{font-weight:600}.always{color:var(--lead)}.never{color:#1f6b3a}.fallback,.optional{color:#2b4c7e}
.elements td:nth-child(1){width:24%}.elements td:nth-child(3){width:28%}.elements td{overflow-wrap:anywhere}
sup{margin-left:.2em;color:var(--lead);font-size:.7rem;line-height:0}
footer{margin-top:2.5rem;padding-top:.8rem;border-top:3px double var(--lead);color:var(--soft);font-size:.82rem;overflow-wrap:anywhere}
.or{display:block;font-size:.9em;line-height:1.5;padding-left:1em;text-indent:-1em}.or::before{content:"· "}
.annex h1{margin-top:3rem;font-size:1.5rem}.figures{padding-left:1.2em}.figures li{margin:.15rem 0}
@media (max-width:44rem){
main{padding:1.5rem 1rem}h1{font-size:1.5rem}.key{grid-template-columns:1fr 1fr}.conditions{columns:1}
thead{display:none}table,tbody,tr,td{display:block;width:auto!important}
tr{border:1px solid var(--line);margin:.6rem 0}td{border:0;padding:.35rem .7rem}
td::before{content:attr(data-h);display:block;color:var(--soft);font-size:.78rem;line-height:1.4}}
@page{size:A4;margin:16mm 15mm 18mm;@bottom-center{content:counter(page) " / " counter(pages);font-size:9pt;color:#5a6270}}
@media print{
body{background:#fff;font-size:10pt;line-height:1.6}main{max-width:none;padding:0;box-shadow:none}
h1{font-size:20pt}h2{margin-top:1.3rem;break-after:avoid}.key dd{font-size:15pt}
tr,li,.key,.tobring{break-inside:avoid}.tobring{break-after:avoid}thead{display:table-header-group}table{font-size:9pt}th,td{padding:.3rem .45rem}
.annex{break-before:page}.annex h1{margin-top:0;font-size:16pt}
main>section{font-size:9pt;line-height:1.45}main>section h2{font-size:11.5pt;margin:.55rem 0 .25rem}main>section .conditions li{margin:.05rem 0}
main>section .flow li{padding:0 0 .25rem 1.6rem}main>section .flow li::before{left:-.6rem;width:1.1rem;height:1.1rem;line-height:1.1rem;font-size:7pt}main>section mark,.key mark{font-size:7pt;padding:0 .1em;border:0;margin:0}main>section mark::before,.key mark::before{content:"（"}main>section mark::after,.key mark::after{content:"）"}
main>section p{margin:.2rem 0}.tobring{padding:.35rem .7rem}header{padding-bottom:.4rem}.sub{margin:.1rem 0 .5rem}.key{margin-bottom:.4rem}.key div{padding:.35rem .5rem}
main>section th,main>section td{padding:.15rem .45rem}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""
