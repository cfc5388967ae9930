// Typed documents for TypeScript clients, with a manifest of persisted documents.
export default {
  schema: './build/schema.graphql',
  documents: ['graphql/**/*.ts'],
  generates: {
    './build/graphql/': {
      preset: 'client',
      presetConfig: { persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: { strictScalars: true, useTypeImports: true, scalars: {
          BigDecimal: 'string', BigInteger: 'number', Date: 'string', DateTime: 'string', Object: 'unknown', UUID: 'string' } },
    },
  },
};
