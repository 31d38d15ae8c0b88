namespace NtkRepro.Reporting.Html;

/// <summary>
/// The script of the page: the value of the point under the pointer or in focus, and arrow keys from point to point. Without it a
/// browser shows the same text by itself, after a while.
/// </summary>
internal static class Script
{
    public const string Text = """
        (function () {
          "use strict";
          var tip = document.getElementById("tip");
          function hide() { tip.hidden = true; }
          function show(mark, x, y) {
            tip.textContent = mark.getAttribute("aria-label");
            tip.hidden = false;
            var wide = tip.offsetWidth, high = tip.offsetHeight;
            var left = Math.min(Math.max(x - wide / 2, 4), document.documentElement.clientWidth - wide - 4);
            var above = y - high - 14;
            tip.style.left = left + "px";
            var top = above >= 4 ? above : y + 18;
            tip.style.top = Math.min(Math.max(top, 4), document.documentElement.clientHeight - high - 4) + "px";
          }
          function middle(mark) {
            var box = mark.getBoundingClientRect();
            show(mark, box.left + box.width / 2, box.top + box.height / 2);
          }
          function within(event) { return event.target.closest ? event.target.closest("[data-point]") : null; }
          document.querySelectorAll("svg.points").forEach(function (layer) {
            var marks = Array.from(layer.querySelectorAll("[data-point]"));
            marks.forEach(function (mark, i) {
              var title = mark.querySelector("title");
              mark.setAttribute("aria-label", title.textContent);
              mark.setAttribute("tabindex", i === 0 ? "0" : "-1");
              title.remove();
            });
            function go(from, to) {
              if (!to) { return; }
              from.setAttribute("tabindex", "-1");
              to.setAttribute("tabindex", "0");
              to.focus();
            }
            function series(mark, step) {
              var own = mark.getAttribute("data-series");
              for (var i = marks.indexOf(mark); marks[i]; i += step) {
                if (marks[i].getAttribute("data-series") !== own) { return marks[i]; }
              }
              return null;
            }
            layer.addEventListener("keydown", function (event) {
              var mark = within(event);
              if (!mark) { return; }
              var at = marks.indexOf(mark), to;
              switch (event.key) {
                case "ArrowRight": to = marks[at + 1]; break;
                case "ArrowLeft": to = marks[at - 1]; break;
                case "ArrowDown": to = series(mark, 1); break;
                case "ArrowUp": to = series(mark, -1); break;
                case "Home": to = marks[0]; break;
                case "End": to = marks[marks.length - 1]; break;
                case "Escape": hide(); return;
                default: return;
              }
              event.preventDefault();
              go(mark, to);
            });
            layer.addEventListener("focusin", function (event) { var mark = within(event); if (mark) { middle(mark); } });
            layer.addEventListener("focusout", hide);
            layer.addEventListener("pointermove", function (event) {
              var mark = within(event);
              if (mark) { show(mark, event.clientX, event.clientY); } else { hide(); }
            });
            layer.addEventListener("pointerleave", hide);
          });
          // Focus may scroll the page: the tip then goes with its point.
          document.addEventListener("scroll", function () {
            var mark = document.activeElement;
            if (!tip.hidden && mark && mark.hasAttribute("data-point")) { middle(mark); } else { hide(); }
          }, { passive: true, capture: true });
        })();
        """;
}
