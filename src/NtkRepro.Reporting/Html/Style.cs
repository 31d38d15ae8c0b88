namespace NtkRepro.Reporting.Html;

/// <summary>The style of the page.</summary>
internal static class Style
{
    /// <summary>The style sheet: light, dark and paper; from 320 pixels upwards.</summary>
    public static string Sheet { get; } =
        $$$"""
            :root{color-scheme:light dark;{{{Palette.Light.Properties()}}} }
            @media screen and (prefers-color-scheme:dark){:root{ {{{Palette.Dark.Properties()}}} } }
            *{box-sizing:border-box}
            html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
            body{margin:0 auto;max-width:80rem;padding:0 1rem 3rem;background:var(--back);color:var(--text);
              font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Open Sans",sans-serif;overflow-wrap:break-word}
            header{padding-top:1.5rem}
            h1,h2,h3,h4{line-height:1.25;margin:2.2em 0 .5em;text-wrap:balance}
            h1{font-size:clamp(1.5rem,1.2rem + 1.6vw,2.1rem);margin-top:0}
            h2{font-size:1.45rem;border-bottom:1px solid var(--edge);padding-bottom:.2em}
            h3{font-size:1.25rem}
            h4{font-size:1.05rem;margin-top:1.8em}
            p,dl,ul{margin:.5em 0;max-width:68ch}
            a{color:var(--link)}
            :focus-visible{outline:3px solid var(--link);outline-offset:2px}
            .skip{position:absolute;left:-100vw}
            .skip:focus{left:1rem;top:.5rem;z-index:3;background:var(--back);padding:.5rem 1rem}
            nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0;max-width:none}
            nav a{display:inline-block;padding:.25rem 0}
            code,pre{font:.9em/1.45 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
            code{overflow-wrap:anywhere}
            pre{background:var(--raised);padding:.8rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere;max-width:68rem}
            .aside{color:var(--aside);font-size:.92rem}
            .box{overflow-x:auto}
            table{border-collapse:collapse;margin:.8rem 0;font-size:.95rem}
            caption{text-align:left;color:var(--aside);padding:.2rem 0}
            th,td{text-align:left;vertical-align:top;padding:.35rem .9rem .35rem 0;border-bottom:1px solid var(--edge)}
            thead th{white-space:nowrap}
            tbody th{font-weight:600}
            .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
            tr.group th{padding-top:1.1rem;font-size:1.05rem}
            .marked{background:var(--marked)}
            .marked td:first-of-type{font-weight:600}
            .holds{color:var(--holds);font-weight:600}
            .fails{color:var(--fails);font-weight:600}
            .open{font-weight:600}
            .unknown{color:var(--aside)}
            .verdict{white-space:nowrap}
            table.claims{width:100%}
            table.claims thead th{white-space:normal}
            table.claims td:nth-of-type(3){min-width:14rem}
            table.claims .words{display:block;font-weight:400;color:var(--aside);font-size:.9rem}
            figure{margin:0 0 1.5rem}
            figcaption{margin:.6rem 0;max-width:80ch}
            figcaption p{margin:.3rem 0;max-width:none}
            .card{background:{{{Palette.Card}}};color:{{{Palette.CardText}}};padding:.5rem;border-radius:.4rem;
              display:flex;flex-wrap:wrap;justify-content:space-evenly;gap:.4rem;overflow-x:auto}
            .card .note{flex:1 0 100%;max-width:none;margin:.2rem 0;padding:0 .5rem;font-size:.85rem}
            .panel{position:relative;flex:1 1 min(100%,23rem);min-width:0;max-width:calc(var(--wide)*1.15px)}
            .square .panel{flex-basis:min(100%,28rem)}
            .panel.broad{min-width:calc(var(--wide)*.75px)}
            .panel svg{display:block;width:100%;height:auto}
            .panel svg.points{position:absolute;inset:0;height:100%}
            .points [data-point]{fill:transparent;stroke:transparent;stroke-width:2;outline:none;cursor:crosshair}
            .points [data-point]:hover,.points [data-point]:focus{stroke:{{{Palette.Ring}}};fill:rgba(0,0,0,.08)}
            #tip{position:fixed;z-index:4;max-width:min(24rem,calc(100vw - 1rem));padding:.4rem .6rem;border-radius:.3rem;
              border:1px solid {{{Palette.TipText}}};background:{{{Palette.Tip}}};color:{{{Palette.TipText}}};font-size:.85rem;line-height:1.35;
              white-space:pre-line;overflow-wrap:anywhere;pointer-events:none}
            #tip[hidden]{display:none}
            .graph svg{display:block;min-width:56rem;width:100%;max-width:72rem;height:auto}
            .graph rect{fill:var(--raised);stroke:var(--edge)}
            .graph .fresh rect{fill:var(--fresh)}
            .graph path{fill:none;stroke:var(--edge);stroke-width:1.5}
            .graph marker path{fill:var(--edge);stroke:none}
            .graph text{fill:var(--text);font-size:13px}
            .graph .name{font-weight:600;font-size:15px}
            dt{font-weight:600;margin-top:.6em}
            dd{margin:0;overflow-wrap:anywhere}
            details>summary{cursor:pointer;padding:.3rem 0}
            footer{margin-top:3rem;color:var(--aside);font-size:.9rem}
            @media screen and (max-width:60rem){
              table.claims,table.claims caption,table.claims tbody,table.claims tr,table.claims th,table.claims td{display:block}
              table.claims thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
              table.claims th,table.claims td{border:0;padding:.1rem 0}
              table.claims tr{border-bottom:1px solid var(--edge);padding:.5rem 0}
              table.claims td::before{content:attr(data-label) ": ";color:var(--aside);font-weight:400}
            }
            @media print{
              @page{margin:15mm}
              body{max-width:none;padding:0;font-size:10pt;color:#000}
              nav,.skip,#tip,svg.points{display:none!important}
              h2,h3,h4{break-after:avoid}
              figure,tr,.panel,pre{break-inside:avoid}
              .card{padding:0;overflow:visible}
              .panel{flex-basis:75mm}
              table{font-size:8.5pt}
              table.claims td:nth-of-type(3){min-width:0}
              thead th,.number{white-space:normal}
              th,td{padding:.2rem .5rem .2rem 0}
              .box,.panel.broad{overflow:visible;min-width:0}
              .graph svg{min-width:0}
              a{color:inherit}
              main a[href^="http"]::after{content:" (" attr(href) ")"}
            }
            @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
            """;
}
