// The audits of the GraphQL-over-HTTP specification, sent with an API key.
import { auditServer } from 'graphql-http';

const [address, key] = process.argv.slice(2);
const EXPECTED = 61;

const results = await auditServer({
  url: `${address}/graphql`,
  fetchFn: (url, options = {}) =>
    fetch(url, { ...options, headers: { ...options.headers, authorization: `Bearer ${key}` } }),
});
const passed = results.filter((result) => result.status === 'ok').length;
for (const result of results.filter((result) => result.status !== 'ok')) {
  console.log(`${result.status} ${result.id} ${result.name}: ${result.reason}`);
}
console.log(`${passed} of ${results.length} audits`);
process.exit(passed === EXPECTED && results.length === EXPECTED ? 0 : 1);
