// Holds what was rendered against the schemas that Kubernetes and the Prometheus operator publish.
//   node judge.mjs FILE…
import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";

let wrong = 0;
let judged = 0;

function complain(file, resource, words) {
  wrong++;
  console.log(`${file}: ${resource.kind} ${resource.metadata?.name}: ${words}`);
}

async function model(resource) {
  const path = resource.apiVersion.startsWith("monitoring.coreos.com/")
    ? `@kubernetes-models/prometheus-operator/${resource.apiVersion}/${resource.kind}`
    : `kubernetes-models/${resource.apiVersion}/${resource.kind}`;
  return (await import(path))[resource.kind];
}

for (const file of process.argv.slice(2)) {
  for (const document of parseAllDocuments(readFileSync(file, "utf8"))) {
    document.errors.forEach((error) => {
      throw error;
    });
    const resource = document.toJS();
    judged++;
    try {
      const type = await model(resource);
      new type(resource).validate();
    } catch (failure) {
      complain(file, resource, failure.message);
    }
  }
}
console.log(`${judged} resources judged, ${wrong} wrong`);
process.exit(wrong === 0 && judged > 0 ? 0 : 1);
