// A client generated from the contract, compiled strictly and used once.
import createClient from 'openapi-fetch';
import type { paths } from '../build/rest/api.js';

const [address, key] = process.argv.slice(2);
const client = createClient<paths>({ baseUrl: address ?? '', headers: { Authorization: `Bearer ${key}` } });

const { data, response } = await client.GET('/v1/shop');
if (data === undefined) {
  throw new Error(`GET /v1/shop answered ${response.status}`);
}
console.log(data);
