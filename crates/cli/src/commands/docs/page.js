"use strict";
// Without this script the page has everything but the search and how long ago a change was.
const articles = [...document.querySelectorAll("article")].map(element => ({
  element, text: element.textContent.toLowerCase(), link: document.querySelector(`nav a[href="#${element.id}"]`).parentElement,
}));
const search = document.getElementById("search"), found = document.getElementById("found");
search.parentElement.hidden = false;
search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { element, text, link } of articles) {
    const matches = words.every(word => text.includes(word));
    element.hidden = link.hidden = !matches;
    count += matches;
  }
  found.textContent = words.length ? `${count} of ${articles.length}` : "";
});
if (window.matchMedia("(max-width: 60rem)").matches) document.querySelector("nav details").open = false;
const units = [["day", 86400], ["hour", 3600], ["minute", 60]];
const words = new Intl.RelativeTimeFormat("en", { numeric: "always" });
for (const time of document.querySelectorAll("time")) {
  const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000;
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= 2 * size) || units[2];
  const ago = document.createElement("span");
  ago.className = "ago";
  ago.textContent = ` (${words.format(Math.round(seconds / size), unit)})`;
  time.after(ago);
}
