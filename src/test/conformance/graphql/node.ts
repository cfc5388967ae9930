import { graphql } from '../build/graphql/index.js';

export const node = graphql(`
  query AnyNode($id: ID!) {
    node(id: $id) {
      __typename
      id
    }
  }
`);
