import { graphql } from 'relay-runtime';

export const nodeQuery = graphql`
  query NodeQuery($id: ID!) {
    node(id: $id) {
      __typename
      id
    }
  }
`;
