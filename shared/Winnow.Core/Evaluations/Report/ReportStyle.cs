namespace Winnow.Core.Evaluations.Report;

/// <summary>The styles of a report: light and dark, phone and desktop, system fonts only.</summary>
/// <remarks>A tone (<c>better</c>, <c>bad</c>, …) sets <c>--tone</c> and <c>--wash</c>; a shape (<c>fill</c>, <c>badge</c>, <c>whisker</c>) is drawn in them.</remarks>
internal static class ReportStyle
{
    public const string Css = Colours + Page + Tables + Drawings + Pictures + Narrow;

    private const string Colours = """
        :root{color-scheme:light dark;--bg:#f5f6f8;--card:#fff;--ink:#1b2330;--soft:#5a6577;--line:#e1e5eb;--groove:#edf0f4;--over:#fff;--good:#2563c4;--bad:#c9432a;--warn:#8a5a00;--same:#7d8898;--good-wash:#e4edfb;--bad-wash:#fbe7e2;--warn-wash:#faf0d7;--same-wash:#edf0f4;--mark:#ffd9d0;--precision:#d98a1f;--recall:#148a7d}
        @media(prefers-color-scheme:dark){:root{--bg:#111419;--card:#191e26;--ink:#e5e9f0;--soft:#9aa5b6;--line:#2b323d;--groove:#242b35;--over:#0c0f14;--good:#6aa3f8;--bad:#f27d66;--warn:#e2b04a;--same:#8b96a7;--good-wash:#1d2f4d;--bad-wash:#43231d;--warn-wash:#3a2e14;--same-wash:#262d38;--mark:#6b2c22;--precision:#e5a447;--recall:#3fb8a9}}
        :root{--tone:var(--good);--wash:var(--good-wash)}
        .better,.passed,.good,.plain{--tone:var(--good);--wash:var(--good-wash)}.worse,.failed,.bad{--tone:var(--bad);--wash:var(--bad-wash)}
        .warning{--tone:var(--warn);--wash:var(--warn-wash)}.same{--tone:var(--same);--wash:var(--same-wash)}

        """;

    private const string Page = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;-webkit-text-size-adjust:100%}
        main{max-width:1120px;margin:0 auto;padding:36px 20px 72px}
        h1{font-size:1.7rem;line-height:1.2;font-weight:650;letter-spacing:-.01em;margin:0 0 4px;overflow-wrap:anywhere}h1 .soft{font-weight:400;font-size:1em}
        h2{font-size:1.2rem;line-height:1.3;font-weight:650;margin:0 0 4px}h2+.card,h2+.grid{margin-top:10px}h3{font-size:.98rem;font-weight:650;margin:0 0 10px;overflow-wrap:anywhere}
        *+h3{margin-top:22px}.card>h3:first-child{margin-top:0}
        p{margin:0 0 8px}ul{margin:0 0 8px;padding-left:20px}.soft,.note,.about{color:var(--soft)}.soft,.note{font-size:.87rem}.note{max-width:100ch}.about{margin:0 0 18px}
        section{margin-top:34px;scroll-margin-top:12px}section>.note{margin-bottom:10px}
        .card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 20px;min-width:0}.card+.card,.card+.grid,.grid+.card{margin-top:14px}.card>.note:last-child{margin:12px 0 0}
        .grid{display:grid;gap:14px;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));align-items:start}.grid .card{margin:0}.columns{columns:2 440px;column-gap:14px}.columns .card:only-child{column-span:all}.columns .card{break-inside:avoid;margin:0 0 14px}
        .verdict{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--tone);border-radius:10px;padding:18px 22px}
        .lead{font-size:1.35rem;line-height:1.35;margin:0;overflow-wrap:anywhere}.lead .soft{font-size:.95rem;white-space:nowrap}.lead b{font-weight:680}
        .points{list-style:none;margin:12px 0 0;padding:0;display:grid;gap:7px}.points:empty{display:none}.points li{display:grid;grid-template-columns:76px 1fr;gap:12px;align-items:baseline}.points .badge{text-align:center}.points span{overflow-wrap:anywhere}
        nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin:16px 2px 0;font-size:.87rem}a{color:var(--good);text-decoration:none}a:hover{text-decoration:underline}
        .badge{display:inline-block;background:var(--wash);color:var(--tone);border-radius:6px;padding:1px 8px;font-size:.78rem;font-weight:600;white-space:nowrap}.same.badge{color:var(--soft)}
        .facts{display:flex;flex-wrap:wrap;gap:10px 30px;margin:0}.facts dt{color:var(--soft);font-size:.8rem}.facts dd{margin:0;font-size:1.12rem;font-weight:600;font-variant-numeric:tabular-nums}.facts div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
        .nothing{margin:6px 0 0;color:var(--soft)}.predicate{display:inline-block;background:var(--groove);border-radius:6px;padding:1px 8px;font-weight:600;overflow-wrap:anywhere}
        code{font:.84rem/1.6 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;overflow-wrap:anywhere}code span{display:inline-block;max-width:100%}
        .chips{display:flex;flex-wrap:wrap;gap:6px}.chips span{border:1px solid var(--line);border-radius:6px;padding:2px 9px;white-space:nowrap}
        summary{cursor:pointer;font-weight:600}.classes td{padding-top:4px;padding-bottom:4px}details .scroll{margin-top:8px}

        """;

    private const string Tables = """
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:7px 16px 7px 0;border-bottom:1px solid var(--line);vertical-align:baseline}tr>:last-child{padding-right:0}tbody:last-child tr:last-child>*{border-bottom:0}
        th{font-weight:600}thead th{color:var(--soft);font-size:.8rem;font-weight:500;white-space:nowrap}.n{text-align:right;white-space:nowrap}
        .facts+table,.facts+.scroll{margin-top:16px}.scroll td{min-width:64px}.gates td:last-child{min-width:260px}
        .pairs th{width:32%;min-width:112px;font-weight:500;color:var(--soft);overflow-wrap:anywhere;vertical-align:top}.pairs td{overflow-wrap:anywhere;vertical-align:top}
        .forest th,.forest td{padding:0 16px 0 0;vertical-align:middle;height:32px;border-bottom:1px solid var(--line)}.forest tr>:last-child{padding-right:0}
        .forest .plot{width:32%;padding:0 22px 0 8px}.forest .plot svg{overflow:visible;display:block}.forest .axis th,.forest .axis td{height:22px;border:0;font-weight:400;font-size:.8rem;color:var(--soft)}.slices.forest th,.slices.forest td{height:27px}.forest tbody+tbody .axis>*{height:44px;vertical-align:bottom}
        .forest .name{white-space:nowrap;max-width:250px;overflow:hidden;text-overflow:ellipsis}
        .forest .value{text-align:right;font-weight:600;white-space:nowrap}.numbers .value{font-size:1.08rem}.differences .value{font-weight:400}.range{color:var(--soft);font-size:.87rem;white-space:nowrap;font-weight:400}
        .delta,.count,.mark,.calibration{white-space:nowrap}.count{text-align:right;color:var(--soft);font-size:.87rem}.mark{text-align:right}
        .group th{padding-top:14px;color:var(--soft);font-size:.8rem;font-weight:500;border-bottom:1px solid var(--line)}.slices .name{font-weight:500}
        .bars th,.bars td{padding:3px 12px 3px 0;border:0;vertical-align:middle}.bars th{font-weight:500;width:1%;white-space:nowrap;max-width:190px;overflow:hidden;text-overflow:ellipsis}.bars .n{width:1%;padding-right:0}.bars svg{display:block;overflow:visible}.classes.bars .plot{padding:0 16px 0 6px}.finding .bars{margin-bottom:14px}

        """;

    private const string Drawings = """
        svg text{fill:var(--ink)}svg text:not(.tag){font-size:11.5px}svg .soft{fill:var(--soft)}svg .start{text-anchor:start}svg .end{text-anchor:end}svg .mid{text-anchor:middle}svg .over{fill:var(--over)}
        svg.plot{display:block;width:100%;max-width:500px;height:auto;margin:0 auto}.ticks text{text-anchor:middle;fill:var(--soft);font-size:11px}
        .fill{fill:var(--tone)}.pale{fill-opacity:.3}.groove{fill:var(--groove)}.frame{fill:none;stroke:var(--line)}.guide{stroke:var(--line)}.rule{stroke:var(--soft)}.ideal{stroke:var(--soft);stroke-dasharray:4 4}
        .track{stroke:var(--groove);stroke-width:2}.reference{stroke:var(--soft);stroke-dasharray:3 3}.whisker{stroke:var(--tone);stroke-width:2.5;stroke-linecap:round}.dot{fill:var(--tone);stroke:var(--card);stroke-width:1.5}
        circle.precision{fill:var(--precision)}circle.recall{fill:var(--recall)}rect.f1{fill:var(--ink)}line.f1{stroke:var(--ink);stroke-width:2.5}.span{stroke:var(--same);stroke-width:2}
        .legend{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:.85rem;margin:0 0 10px}.legend span{display:inline-flex;align-items:center;gap:6px}svg.plot+.legend{margin:12px 0 0}
        .curve{fill:none;stroke:var(--line-tone);stroke-width:2;stroke-linejoin:round}
        .c0{--line-tone:#2563c4}.c1{--line-tone:#d98a1f}.c2{--line-tone:#148a7d}.c3{--line-tone:#b4489c}.c4{--line-tone:#c9432a}.c5{--line-tone:#6a8f2f}.c6{--line-tone:#7a62d0}.c7{--line-tone:#7d8898}
        @media(prefers-color-scheme:dark){.c0{--line-tone:#6aa3f8}.c1{--line-tone:#e5a447}.c2{--line-tone:#3fb8a9}.c3{--line-tone:#df86c9}.c4{--line-tone:#f27d66}.c5{--line-tone:#a5c95e}.c6{--line-tone:#a994f5}.c7{--line-tone:#9aa5b6}}

        """;

    private const string Pictures = """
        .store{position:absolute}
        .items{display:grid;gap:14px 12px;grid-template-columns:repeat(auto-fill,minmax(118px,1fr))}.items.small{grid-template-columns:repeat(auto-fill,minmax(108px,1fr));gap:14px 10px}
        .items.wide{grid-template-columns:repeat(auto-fill,minmax(min(100%,460px),1fr))}.items.large{grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr))}.items.large.small{grid-template-columns:repeat(auto-fill,minmax(min(100%,210px),1fr))}.items.wide.small{grid-template-columns:repeat(auto-fill,minmax(min(100%,320px),1fr))}
        figure{margin:0;min-width:0;overflow-wrap:anywhere}figcaption{font-size:.87rem;line-height:1.4}
        .picture{display:block;width:100%;height:auto;max-height:360px;background:var(--groove);border:1px solid var(--line);border-radius:8px;margin-bottom:7px;object-fit:contain}.small:not(.large) .picture{max-height:220px}.wide .picture{max-height:120px}
        .pixelated{image-rendering:pixelated}.answer{font-weight:600}.file{color:var(--soft);font-size:.8rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}figcaption .soft{font-size:.82rem}
        .said{margin:0 0 2px;display:grid;gap:1px}.said div{display:grid;grid-template-columns:auto 1fr;gap:8px}.said dt{color:var(--soft);min-width:48px}.small:not(.large):not(.wide) .said dt{min-width:44px}.said dd{margin:0;font-weight:600}
        .said.text dd{font:400 .86rem/1.5 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;white-space:pre-wrap}
        mark{background:var(--mark);color:inherit;border-radius:2px;box-shadow:0 1px 0 var(--bad)}
        .box,.halo{fill:none;vector-effect:non-scaling-stroke}.halo{stroke:#000;stroke-opacity:.35;stroke-width:4}.box{stroke-width:2}.box.truth{stroke-width:1}
        .matched{--mark-tone:#4c9bff}.false-positive{--mark-tone:#ff5a40}.missed{--mark-tone:#ffb81f}.ignored{--mark-tone:#aab3bf}.box{stroke:var(--mark-tone)}.box.missed{stroke-dasharray:5 3}.box.ignored{stroke-dasharray:2 3}
        rect.tag{fill:var(--mark-tone)}svg text.tag{fill:#10151c;font-weight:600}
        .split{display:grid;gap:16px 28px;grid-template-columns:minmax(0,280px) minmax(0,1fr);align-items:start}

        """;

    private const string Narrow = """
        @media(max-width:760px){
        .split{grid-template-columns:minmax(0,1fr)}
        .forest,.forest tbody{display:block}.forest tr{display:grid;grid-template-columns:minmax(0,1fr) auto;align-items:center;column-gap:12px;padding:7px 0 2px;border-bottom:1px solid var(--line)}.forest tbody:last-child tr:last-child{border-bottom:0}
        .forest th,.forest td,.forest tr>:last-child{padding:0;height:auto;border:0;text-align:left}.forest td:empty{display:none}.forest .plot{grid-column:1/-1;width:auto;padding:0 14px;order:9}
        .forest td.range{grid-column:1/-1}.forest .delta{white-space:normal}.forest .name{white-space:normal;overflow-wrap:anywhere;overflow:visible}.slices.forest th,.slices.forest td{height:auto}.forest tbody+tbody .axis>*{height:auto}
        .gates,.gates tbody{display:block}.gates thead,.gates .measured{display:none}.gates tr{display:grid;grid-template-columns:1fr auto;padding:8px 0;border-bottom:1px solid var(--line)}.gates tr:last-child{border:0}.gates td,.gates td:last-child{border:0;padding:0;min-width:0}.gates td:last-child{grid-column:1/-1}
        .scroll th,.scroll td{padding-right:11px}.scroll .classes,.scroll .changes,.pairs{font-size:.9rem}
        .forest .axis{padding:10px 0 0;border:0}.forest .axis td{height:16px}.forest .value,.forest .count,.forest .mark{text-align:right}.forest .group{padding:14px 0 4px}.forest .plot svg.interval{height:22px}
        }
        @media(max-width:520px){
        main{padding:20px 10px 48px}h1{font-size:1.35rem}.lead{font-size:1.15rem}.lead .soft{white-space:normal}.card,.verdict{padding:14px}.facts{gap:10px 22px}
        .bars:not(.classes) tr{display:grid;grid-template-columns:1fr auto}.bars:not(.classes) th{width:auto}.bars:not(.classes) .plot{grid-column:1/-1;order:9;padding:0 0 6px}
        .items{grid-template-columns:repeat(auto-fill,minmax(100px,1fr))}.points li{grid-template-columns:66px 1fr;gap:9px}
        }
        @media print{body{background:#fff}.card,figure{break-inside:avoid}nav{display:none}}
        """;
}
