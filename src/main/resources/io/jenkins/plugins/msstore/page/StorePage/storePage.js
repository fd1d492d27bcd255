/* The page of a build's operations: asks for their progress while there is any. */
(function () {
  "use strict";

  const MILLIS_BETWEEN_QUESTIONS = 2000;
  const MAX_FAILURES = 5;

  function bars(page) {
    return Array.from(page.querySelectorAll("progress[data-operation]"));
  }

  function show(page, running) {
    bars(page).forEach(function (bar) {
      const now = running[bar.dataset.operation];
      if (now.total > 0) {
        bar.max = now.total;
        bar.value = now.done;
      }
      bar.nextElementSibling.textContent = now.text;
    });
  }

  function get(url) {
    return fetch(url, { cache: "no-store" }).then(function (response) {
      if (!response.ok) {
        throw new Error(response.statusText);
      }
      return response;
    });
  }

  /* Replaces the content; reasons that the reader has opened stay open. */
  function reload(page) {
    return get(page.dataset.content + window.location.search)
      .then((response) => response.text())
      .then(function (html) {
        const open = Array.from(page.querySelectorAll("details[open]"), (reason) => reason.id);
        page.innerHTML = html;
        open.forEach(function (id) {
          const reason = document.getElementById(id);
          if (reason) {
            reason.open = true;
          }
        });
        Behaviour.applySubtree(page, true);
      });
  }

  /* Whether to ask again. */
  function ask(page) {
    return get(page.dataset.progress)
      .then((response) => response.json())
      .then(function (answer) {
        const shown = bars(page);
        const same =
          shown.length === Object.keys(answer.running).length &&
          shown.every((bar) => bar.dataset.operation in answer.running);
        if (answer.live && same) {
          show(page, answer.running);
          return true;
        }
        return reload(page).then(() => answer.live);
      });
  }

  function follow(page, failures) {
    setTimeout(function () {
      if (document.hidden) {
        follow(page, failures);
        return;
      }
      ask(page).then(
        function (live) {
          if (live) {
            follow(page, 0);
          }
        },
        function () {
          if (failures < MAX_FAILURES) {
            follow(page, failures + 1);
          }
        },
      );
    }, MILLIS_BETWEEN_QUESTIONS);
  }

  document.addEventListener("DOMContentLoaded", function () {
    const page = document.getElementById("ms-store");
    if (!page) {
      return;
    }
    if (page.querySelector("[data-live='true']")) {
      follow(page, 0);
    }
  });
})();
