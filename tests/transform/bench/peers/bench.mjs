// The usual Node.js transform: Buffer, JSON.parse, unmarshall. Prints records per CPU second.
import { readFileSync } from "node:fs";
import { unmarshall } from "@aws-sdk/util-dynamodb";

const bodies = readFileSync(process.argv[2], "utf8").split("\n");

function handler(event) {
  const records = event.records.map((record) => {
    try {
      const change = JSON.parse(Buffer.from(record.data, "base64").toString("utf8"));
      const seconds = change.dynamodb.ApproximateCreationDateTime;
      const row = {
        change_type: change.eventName.toLowerCase(),
        change_time: seconds,
        change_id: change.eventID,
        change_sequence: change.dynamodb.SequenceNumber,
      };
      const item = unmarshall(change.dynamodb.NewImage ?? change.dynamodb.Keys);
      for (const [name, value] of Object.entries(item)) row[name.toLowerCase()] = value instanceof Set ? [...value] : value;
      return {
        recordId: record.recordId,
        result: "Ok",
        data: Buffer.from(JSON.stringify(row) + "\n").toString("base64"),
        metadata: { partitionKeys: { dt: new Date(seconds * 1000).toISOString().slice(0, 10) } },
      };
    } catch {
      return { recordId: record.recordId, result: "ProcessingFailed", data: record.data };
    }
  });
  return { records };
}

let done = 0;
function pass() {
  for (const body of bodies) {
    const reply = handler(JSON.parse(body));
    if (reply.records.some((record) => record.result !== "Ok")) throw new Error("a record failed");
    if (JSON.stringify(reply).length === 0) throw new Error("no reply");
    done += reply.records.length;
  }
}
for (let i = 0; i < 3; i++) pass();
done = 0;
const start = process.cpuUsage();
for (let i = 0; i < 6; i++) pass();
const { user, system } = process.cpuUsage(start);
console.log(done / ((user + system) / 1e6));
