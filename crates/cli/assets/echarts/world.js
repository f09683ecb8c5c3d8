// Countries as the map draws them: ISO 3166 codes and English names, borders to a tenth of a degree. Run by vendor.sh.
const fs = require("node:fs");
const { feature } = require("topojson-client");
const iso = require("i18n-iso-countries");

const world = require("world-atlas/countries-110m.json");
const round = (at) => (Array.isArray(at[0]) ? at.map(round) : at.map((degrees) => Math.round(degrees * 10) / 10));
// A ring without the points that rounding put on the ones before them.
const thin = (ring) => ring.filter((at, i) => i === 0 || at[0] !== ring[i - 1][0] || at[1] !== ring[i - 1][1]);
// A ring that crosses the antimeridian goes on behind it, instead of across the whole picture.
const whole = (ring) =>
  ring.some((at, i) => i > 0 && Math.abs(at[0] - ring[i - 1][0]) > 180) ? ring.map(([x, y]) => [x < 0 ? x + 360 : x, y]) : ring;
const rings = (polygon) => polygon.map(whole).map(thin).filter((ring) => ring.length > 3);
const features = feature(world, world.objects.countries).features
  .map(({ id, properties, geometry }) => {
    const coordinates = round(geometry.coordinates);
    const shape = geometry.type === "Polygon" ? rings(coordinates) : coordinates.map(rings).filter((polygon) => polygon.length > 0);
    return {
      type: "Feature",
      properties: { name: iso.numericToAlpha2(id) ?? properties.name, code: iso.numericToAlpha3(id), english: properties.name },
      geometry: { type: geometry.type, coordinates: shape },
    };
  })
  // Nobody orders from there, and it would take a fifth of the picture.
  .filter(({ properties }) => properties.name !== "AQ");
features.sort((a, b) => (a.properties.name < b.properties.name ? -1 : 1));
fs.writeFileSync("world.json", JSON.stringify({ type: "FeatureCollection", features }) + "\n");
