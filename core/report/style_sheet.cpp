// SPDX-License-Identifier: Apache-2.0
#include "core/report/style_sheet.h"

#include <string_view>

#include "core/report/source_look.h"

namespace mirrorscope::report {
namespace {

// The roles of ui/theme/palette.cpp, which core cannot see.
constexpr std::string_view kColours = R"(
:root{color-scheme:light;--window:#F2F3F5;--base:#FFFFFF;--alt:#F7F8FA;--head:#E9EBEE;--line:#D3D7DD;--ctl:#7F8893;
--text:#1C2127;--text2:#56606B;--accent:#4A50B5;--crit:#B3261E;--high:#9A4600;--med:#735700;--low:#4C5966;--ok:#1B6E3A;
--match:#FFE08A;--matchtext:#2B2100;--warnbg:#FFF4D6;--add:#DDF3E3;--dele:#FBE3E0;--grid:#E6E8EC}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--window:#24272C;--base:#1A1C20;--alt:#1F2226;
--head:#2B2F35;--line:#3C424A;--ctl:#7C8591;--text:#E4E7EB;--text2:#A6AFBA;--accent:#A3AAF8;--crit:#FF9A90;--high:#FFB070;
--med:#E9C84F;--low:#AEBAC7;--ok:#6CCB8D;--match:#6A5200;--matchtext:#FFF0BF;--warnbg:#3A3115;--add:#1D3B29;--dele:#47231F;
--grid:#2C3036}}
)";

constexpr std::string_view kPage = R"(
*{box-sizing:border-box}
body{margin:0;background:var(--window);color:var(--text);font:14px/1.45 system-ui,"Noto Sans",sans-serif;
font-variant-numeric:tabular-nums}
main,header{max-width:1120px;margin:0 auto;padding:0 16px}
header{padding-top:24px}
h1{font-size:24px;margin:0 0 8px;font-weight:600;overflow-wrap:anywhere}
h2{font-size:17px;margin:0 0 8px;font-weight:600}
h3{font-size:15px;margin:0 0 4px;font-weight:600;overflow-wrap:anywhere}
section{background:var(--base);border:1px solid var(--line);border-radius:3px;padding:16px;margin:16px 0}
p{margin:0 0 8px}
.note,caption,.unit,figcaption{color:var(--text2);font-size:13px}
.warn{background:var(--warnbg);padding:8px 12px;border-radius:3px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0 0 8px}
dt{color:var(--text2)}
dd{margin:0;overflow-wrap:anywhere}
code,pre{font:12px/1.5 ui-monospace,"Noto Sans Mono","DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
code{white-space:pre-wrap}
pre{white-space:pre-wrap;background:var(--alt);border:1px solid var(--line);border-radius:3px;padding:8px;margin:4px 0 8px}
mark{background:var(--match);color:var(--matchtext);border-bottom:2px solid var(--high)}
pre.del{background:var(--dele)}
pre.add{background:var(--add)}
ul{margin:0 0 8px;padding-left:20px}
summary{cursor:pointer;color:var(--accent);padding:2px 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:8px;margin:16px 0;padding:0}
.tile{background:var(--base);border:1px solid var(--line);border-radius:3px;padding:8px 12px;list-style:none}
.tile b{display:block;font-size:22px;font-weight:600;line-height:1.3}
.tile span{display:block;color:var(--text2);font-size:13px}
.tile .name{color:var(--text);font-weight:600}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(310px,1fr));gap:16px}
.columns section{margin:0;min-width:0}
article{border-top:1px solid var(--line);padding-top:12px;margin-top:12px}
)";

constexpr std::string_view kTables = R"(
table{border-collapse:collapse;width:100%;font-size:13px}
.scroll{overflow-x:auto}
caption{text-align:left;padding-bottom:4px}
th{background:var(--head);font-weight:600;text-align:left;padding:4px 8px;vertical-align:bottom}
td{border-top:1px solid var(--line);padding:4px 8px;vertical-align:top;overflow-wrap:anywhere}
.n{text-align:right;white-space:nowrap;overflow-wrap:normal}
.t{white-space:nowrap;overflow-wrap:normal}
td.bar{width:35%;min-width:80px}
td .unit,th .unit{display:block;font-weight:400}
tr.more td{border-top:0;padding-top:0}
tbody th{background:none;border-top:1px solid var(--line);vertical-align:top}
article table{margin-bottom:8px}
.severity{white-space:nowrap;font-weight:500}
.severity.crit{color:var(--crit)}
.severity.high{color:var(--high)}
.severity.med{color:var(--med)}
.severity.low{color:var(--low)}
svg.mark{vertical-align:-2px;margin-right:4px;fill:none;stroke:currentColor;stroke-width:1.6}
svg.mark.full{fill:currentColor;stroke-width:0}
svg.mark.full .sign{stroke:var(--base);stroke-width:1.8}
.ok{color:var(--ok)}
.bad{color:var(--crit)}
)";

constexpr std::string_view kCharts = R"(
figure{margin:0}
svg.patterns{position:absolute}
svg.chart{display:block;width:100%;height:auto;font-size:11px;font-family:inherit}
svg.chart text{fill:var(--text2)}
svg.chart text.name{fill:var(--text);font-weight:600}
svg.bar{display:block;width:100%;height:12px;margin-top:2px}
.grid{stroke:var(--grid);stroke-width:1}
.axis{stroke:var(--ctl);stroke-width:1}
.halo{fill:none;stroke:var(--base);stroke-width:4.5;stroke-linejoin:round}
.line{fill:none;stroke:var(--text);stroke-width:1.6;stroke-linejoin:round}
.gapline{fill:none;stroke:var(--ctl);stroke-width:1}
.badline{fill:none;stroke:var(--crit);stroke-width:1.6}
.partline{fill:none;stroke:var(--med);stroke-width:1.6}
.gap{fill:url(#gap);stroke:var(--line)}
.badfill{fill:url(#bad);stroke:var(--crit);stroke-width:.8}
.partfill{fill:url(#part);stroke:var(--med);stroke-width:.8}
.none{fill:var(--base);stroke:var(--crit);stroke-width:1;stroke-dasharray:2 2}
.refused{fill:var(--crit)}
.typefill{fill:var(--accent)}
.cliff{stroke:var(--crit);stroke-width:1.5;stroke-dasharray:5 3}
svg.chart text.cliffname{fill:var(--crit)}
.event{fill:var(--accent)}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px;padding:0;margin:4px 0 8px;font-size:13px}
svg.swatch{vertical-align:-1px;margin-right:6px;flex:none}
)";

constexpr std::string_view kPrint = R"(
@page{size:A4;margin:14mm}
@media print{body{background:none;font-size:10pt}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,header{max-width:none;padding:0}
section{border:0;padding:0;margin:0 0 14pt}
h2,h3,caption,summary{break-after:avoid}
figure,.tile,tr,pre{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible}
table{font-size:8.5pt}
td,th{padding:2pt 4pt}
code,pre{font-size:7.5pt}
.tiles{grid-template-columns:repeat(5,1fr)}
.t{white-space:normal}
details.sample::details-content{content-visibility:visible}}
)";

/// Swatches and bars have an edge that is 35 % darker: three of the colours are pale on white.
std::string sourceFills() {
    constexpr std::array<std::string_view, 8> kEdges{"#004A74", "#966700", "#00674B", "#855070",
                                                     "#387597", "#8A3D00", "#9C942B", "#5A5F65"};
    std::string out;
    for (int colour = 0; colour <= kGrey; ++colour) {
        for (int texture = 0; texture < kTextures; ++texture) {
            const std::string name = std::to_string(colour) + std::to_string(texture);
            out += ".s" + name + "{fill:url(#p" + name + ");stroke:" + std::string(kEdges.at(colour)) +
                   ";stroke-width:.7}\n";
        }
    }
    return out;
}

}  // namespace

std::string styleSheet() {
    std::string sheet(kColours);
    sheet += kPage;
    sheet += kTables;
    sheet += kCharts;
    sheet += sourceFills();
    sheet += kPrint;
    return sheet;
}

}  // namespace mirrorscope::report
