// What the clients' own builds have written is taken as it is, and runs by its names; Apollo's client sends digests.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client/core/index.js';
import { createPersistedQueryLink } from '@apollo/client/link/persisted-queries/index.js';

const [address, key] = process.argv.slice(2);
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

function check(holds, what) {
  if (!holds) {
    throw new Error(what);
  }
}

async function post(path, body) {
  const answer = await fetch(address + path, { method: 'POST', headers, body });
  return { status: answer.status, body: await answer.json() };
}

for (const manifest of ['build/relay/persisted.json', 'build/graphql/persisted-documents.json']) {
  const text = readFileSync(manifest, 'utf8');
  const ids = Object.keys(JSON.parse(text));
  check(ids.length > 0, `${manifest} is empty`);
  const added = await post('/v1/trusted-documents', text);
  check(added.status === 200, `${manifest}: ${JSON.stringify(added.body)}`);
  for (const documentId of ids) {
    const variables = { id: 'nothing' };
    const byBody = await post('/graphql', JSON.stringify({ documentId, variables }));
    check(byBody.body.data?.node === null, `${documentId}: ${JSON.stringify(byBody.body)}`);
    const get = `/graphql?documentId=${documentId}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
    const first = await fetch(address + get, { headers });
    check(first.status === 200 && first.headers.has('etag'), `GET ${documentId}: ${first.status}`);
    const again = await fetch(address + get, { headers: { ...headers, 'if-none-match': first.headers.get('etag') } });
    check(again.status === 304, `GET ${documentId} again: ${again.status}`);
    console.log(`${manifest}: ${documentId}`);
  }
}

const statuses = [];
const http = new HttpLink({
  uri: `${address}/graphql`,
  headers: { authorization: headers.authorization },
  fetch: async (uri, options) => {
    const answer = await fetch(uri, options);
    statuses.push(`${options.method} ${'query' in JSON.parse(options.body ?? '{}') ? 'document' : 'digest'} ${answer.status}`);
    return answer;
  },
});
const apollo = new ApolloClient({ cache: new InMemoryCache(), link: createPersistedQueryLink({ sha256 }).concat(http) });
// Another document each time, which no replica has seen.
const query = gql`query Q${Date.now()} { shop { key } }`;
for (let i = 0; i < 2; i++) {
  const { data } = await apollo.query({ query, fetchPolicy: 'network-only' });
  check(typeof data.shop.key === 'string', JSON.stringify(data));
}
console.log(statuses.join(', '));
check(statuses.length === 3, 'a digest, the document with it, and from then on the digest alone');
