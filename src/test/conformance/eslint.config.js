// The Relay server specification, as graphql-eslint reads it.
import graphql from '@graphql-eslint/eslint-plugin';

export default [
  {
    files: ['**/*.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: './build/schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }], // lists are walked forward only
      '@graphql-eslint/relay-connection-types': 'error',
      '@graphql-eslint/relay-edge-types': [
        'error',
        // Short lists, such as a customer's tags, are plain lists and batched; pages are connections. What is
        // fetched by its own key, such as an API key, needs no global id.
        { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false, withEdgeSuffix: true },
      ],
      '@graphql-eslint/relay-page-info': 'error',
      '@graphql-eslint/no-typename-prefix': 'error',
      '@graphql-eslint/known-directives': 'error',
      // Not no-unreachable-types: SmallRye declares BigDecimal and BigInteger for a directive that is not printed.
      '@graphql-eslint/unique-type-names': 'error',
    },
  },
];
