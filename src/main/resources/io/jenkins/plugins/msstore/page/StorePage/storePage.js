/* The page of a build's operations: asks how far they are while there is something to see, and searches failed users. */
(function () {
  "use strict";

  const MILLIS_BETWEEN_QUESTIONS = 2000;
  const MAX_FAILURES = 5;

  function search(page) {
    const input = page.querySelector("#ms-store-search");
    if (!input) {
      return;
    }
    const wanted = input.value.trim().toLowerCase();
    let matches = 0;
    page.querySelectorAll("#ms-store-failed-users > tbody > tr").forEach(function (row) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      if (!row.hidden) {
        matches++;
      }
    });
    page.querySelector("#ms-store-failed-users").hidden = matches === 0;
    page.querySelector("#ms-store-no-match").hidden = matches > 0;
  }

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

  /* Replaces what is shown; what was typed into the search stays. */
  function reload(page) {
    return get(page.dataset.content)
      .then((response) => response.text())
      .then(function (html) {
        const before = page.querySelector("#ms-store-search");
        const typing = before !== null && document.activeElement === before;
        page.innerHTML = html;
        const after = page.querySelector("#ms-store-search");
        if (before && after) {
          after.value = before.value;
          if (typing) {
            after.focus();
          }
        }
        Behaviour.applySubtree(page, true);
        search(page);
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
    page.addEventListener("input", function (event) {
      if (event.target.id === "ms-store-search") {
        search(page);
      }
    });
    if (page.querySelector("[data-live='true']")) {
      follow(page, 0);
    }
  });
})();
