// The terms of the contexts of RO-Crate 1.1 (https://w3id.org/ro/crate/1.1/context) that packages use, so that no test needs the network. All but two are
// those of schema.org with the same name.

const SCHEMA = [
  'CreateAction',
  'CreativeWork',
  'Dataset',
  'Person',
  'SoftwareApplication',
  'SoftwareSourceCode',
  'about',
  'actionStatus',
  'agent',
  'contentSize',
  'datePublished',
  'description',
  'encodingFormat',
  'endTime',
  'hasPart',
  'identifier',
  'instrument',
  'license',
  'mentions',
  'name',
  'object',
  'result',
  'softwareVersion',
  'startTime',
  'version',
];

/** The address of the context, and the document that is there. */
export const CONTEXT = 'https://w3id.org/ro/crate/1.1/context';
export const contextDocument = {
  '@context': {
    ...Object.fromEntries(SCHEMA.map(term => [term, `http://schema.org/${term}`])),
    File: 'http://schema.org/MediaObject',
    conformsTo: 'http://purl.org/dc/terms/conformsTo',
  },
};
