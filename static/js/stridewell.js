// Everything works without this file; it only smooths a few things.

document.documentElement.classList.add("has-js");

// In a list of tick boxes, "none of these" and a ticked item exclude each other.
for (const list of document.querySelectorAll("[data-excludes]")) {
  const boxes = [...list.querySelectorAll("input")];
  const alone = (box) => box.value === list.dataset.excludes;
  list.addEventListener("change", ({ target }) => {
    if (!target.checked) return;
    for (const box of boxes) {
      if (box !== target && (alone(target) || alone(box))) box.checked = false;
    }
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
