namespace Winnow.Core.Evaluations.Report;

/// <summary>The styles of a report: light and dark, phone and desktop, system fonts only.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1c2330;--soft:#5c677a;--line:#dde2ea;--track:#eef1f5;--good:#2f6fd6;--bad:#d0452f;--over:#fff;--p:#7aa5e8;--r:#3d9d8f;--f:#1f4fa3;--mark:#ffd9d2}
        @media(prefers-color-scheme:dark){:root{--bg:#12151b;--card:#1b2029;--ink:#e6eaf1;--soft:#9aa6b8;--line:#2d3542;--track:#262d38;--good:#5b95f0;--bad:#f0715c;--over:#0c0f14;--p:#5577a8;--r:#3aa394;--f:#8bb4ff;--mark:#6d2b22}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        main{max-width:1080px;margin:0 auto;padding:24px 16px 48px}
        h1{font-size:1.05rem;font-weight:600;color:var(--soft);margin:0 0 4px;overflow-wrap:anywhere}
        h2{font-size:1.05rem;margin:0 0 10px}
        p{margin:0 0 8px}.verdict{font-size:1.45rem;line-height:1.3;font-weight:650;margin:0 0 18px;overflow-wrap:anywhere}
        .soft,figcaption{color:var(--soft);font-size:.87rem}
        .grid{display:grid;gap:14px;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));align-items:start;margin-bottom:14px}
        .numbers{display:grid;gap:10px;grid-template-columns:repeat(auto-fill,minmax(140px,1fr));margin:0 0 14px}
        .number,.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 16px;min-width:0}
        .number{padding:10px 14px}.number b{display:block;font-size:1.3rem;font-variant-numeric:tabular-nums;white-space:nowrap}.number span{color:var(--soft);font-size:.85rem}
        svg{display:block;width:100%;max-width:520px;height:auto;margin:0 auto;font-size:12px}
        svg text{fill:var(--ink)}svg .soft{fill:var(--soft);font-size:12px}svg .end{text-anchor:end}svg .mid{text-anchor:middle}svg .over{fill:var(--over)}
        .good{fill:var(--good)}.bad{fill:var(--bad)}.track{fill:var(--track)}.precision{fill:var(--p)}.recall{fill:var(--r)}.f1{fill:var(--f)}
        .bin{fill:var(--good);fill-opacity:.28}.point{fill:var(--good)}.frame{fill:none;stroke:var(--line)}.axis{stroke:var(--soft)}.ideal{stroke:var(--soft);stroke-dasharray:4 4}
        .items{display:grid;gap:10px;grid-template-columns:repeat(auto-fill,minmax(150px,1fr))}.items.wide{grid-template-columns:repeat(auto-fill,minmax(min(100%,460px),1fr))}
        figure{margin:0;border:1px solid var(--line);border-radius:8px;padding:10px;min-width:0;overflow-wrap:anywhere}
        figure img{display:block;max-width:100%;max-height:140px;margin:0 auto 8px;min-height:56px;object-fit:contain;background:#fff;border-radius:4px}
        figure img.tiny{width:84px;image-rendering:pixelated}.wide figure img{min-height:0;margin:0 0 8px}
        .text{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.85rem;white-space:pre-wrap;margin:0 0 2px}
        mark{background:var(--mark);color:inherit;border-radius:2px;outline:1px solid var(--bad)}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:5px 10px 5px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}th{font-weight:600;color:var(--soft);white-space:nowrap}td.n,th.n{text-align:right}
        code{font-size:.85rem;overflow-wrap:anywhere}.chips{display:flex;flex-wrap:wrap;gap:6px}.chips span{border:1px solid var(--line);border-radius:6px;padding:2px 8px;white-space:nowrap}
        section.card{margin-bottom:14px}summary{cursor:pointer;font-weight:600}
        @media(max-width:520px){main{padding:16px 10px 32px}.verdict{font-size:1.2rem}.card{padding:12px}.numbers{grid-template-columns:repeat(2,1fr)}.items{grid-template-columns:repeat(2,1fr)}}
        """;
}
