"use strict";
for (const main of document.querySelectorAll("main")) {
  const find = main.querySelector(".find");
  if (!find) continue;
  const [text, light, said] = ["input", "select", "output"].map((one) => find.querySelector(one));
  const rows = [...main.querySelectorAll(".area .board li")];
  const seek = () => {
    const words = text.value.toLowerCase().split(/\s+/);
    const fits = (row) => (!light.value || row.dataset.light === light.value) && words.every((word) => row.textContent.toLowerCase().includes(word));
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row);
      shown += !row.hidden;
      const task = document.getElementById(row.querySelector(".what a").hash.slice(1));
      if (task) task.hidden = row.hidden;
    }
    for (const area of main.querySelectorAll(".area")) area.hidden = !area.querySelector(".board li:not([hidden])");
    said.textContent = text.value || light.value ? said.dataset.said.replace("0", shown) : "";
  };
  find.hidden = false;
  find.addEventListener("input", seek);
}
