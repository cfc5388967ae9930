package io.kequn;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One use of each query field and each mutation, and more where a field can reach another shop in several ways.
record GraphQLCall(String operation, String field, String arguments) {
    /// A field and its arguments; `<name>` is what something of the other shop is called, `<own…>` of the own one.
    private static final String QUERIES = """
        apiKey id: "<apiKey>"
        apiKeys
        attribute key: "<key>"
        attributes
        audienceExport id: "<export>"
        audienceExports
        auditEntry id: "<auditEntry>"
        auditLog filter: {resource: "segment"}
        auditLog filter: {customer: "<customerId>", operation: MERGED}
        changes
        changes filter: {segments: ["<key>"]}
        changes filter: {tags: ["<key>"], levelPrograms: ["<key>"]}
        customer id: "<customer>"
        customerCard customer: "<customer>"
        customerConsentHistory customer: "<customer>"
        customerConsents customer: "<customer>"
        customerEvents customer: "<customer>"
        customerMergers customer: "<customer>"
        customerOrders customer: "<customer>"
        customerSegmentMembers segment: "<key>"
        customers
        customers after: "<cursor>"
        customers filter: "customer_tags CONTAINS '<key>'"
        customers filter: "custom.<key> = 'a'"
        event id: "<event>"
        eventDefinition name: "<key>"
        eventDefinitions
        import id: "<import>"
        importErrors id: "<import>"
        imports
        erasure id: "<erasure>"
        erasures
        job id: "<job>"
        jobs
        node id: "<customerNode>"
        node id: "<orderNode>"
        node id: "<attributeNode>"
        node id: "<eventNode>"
        node id: "<definitionNode>"
        node id: "<layerNode>"
        node id: "<layerSetNode>"
        node id: "<levelProgramNode>"
        nodes ids: ["<customerNode>", "<orderNode>", "<attributeNode>", "<eventNode>", "<definitionNode>"]
        order id: "<order>"
        personExport customer: "<customer>"
        orders
        pack key: "retail-cn"
        packs
        customerSegmentExplanation segment: "<key>", customer: "<customer>"
        customerSegmentExplanation segment: "<key>", customer: "<ownCustomer>"
        customerSegmentExplanation segment: "<ownKey>", customer: "<customer>"
        customerTagExplanation tag: "<key>", customer: "<customer>"
        customerTagExplanation tag: "<key>", customer: "<ownCustomer>"
        customerTagExplanation tag: "<ownKey>", customer: "<customer>"
        customerLayerExplanation layerSet: "<key>", customer: "<customer>"
        customerLayerExplanation layerSet: "<key>", customer: "<ownCustomer>"
        customerLayerExplanation layerSet: "<ownKey>", customer: "<customer>"
        customerSegmentMembership customer: "<customer>", segmentKeys: ["<key>"]
        customerSegmentMembership customer: "<ownCustomer>", segmentKeys: ["<key>"]
        ruleCatalog
        dependents kind: SEGMENT, key: "<key>"
        dependents kind: TAG, key: "<key>"
        dependents kind: LAYER_SET, key: "<key>"
        dependents kind: LEVEL_PROGRAM, key: "<key>"
        dependents kind: ATTRIBUTE, key: "<key>"
        layerCustomers layerSet: "<key>", layer: "<key>"
        layerSet key: "<key>"
        layerSetPreview layerSet: "<key>"
        layerSetSizes layerSet: "<key>"
        layerSetVersion layerSet: "<key>", number: 1
        layerSetVersions layerSet: "<key>"
        layerSets
        customerLevelExplanation levelProgram: "<key>", customer: "<customer>"
        customerLevelExplanation levelProgram: "<key>", customer: "<ownCustomer>"
        customerLevelExplanation levelProgram: "<ownKey>", customer: "<customer>"
        customerLevels customer: "<customer>"
        customerLevelHistory customer: "<customer>", levelProgram: "<key>"
        customerLevelHistory customer: "<ownCustomer>", levelProgram: "<key>"
        customerLevelHistory customer: "<customer>", levelProgram: "<ownKey>"
        levelCustomers levelProgram: "<key>", level: "<key>"
        crosstab rows: "custom.<key>", columns: "layer.<key>"
        customerSegmentExplanation segment: "<key>", customer: "<customer>", asOf: "2026-01-01T00:00:00Z"
        membersAsOf segment: "<key>"
        membersAsOf tag: "<key>"
        membersAsOf layerSet: "<key>", layer: "<key>"
        levelProgram key: "<key>"
        levelProgramPreview levelProgram: "<key>"
        levelTermsPreview terms: {program: "<key>"}
        levelProgramVersion levelProgram: "<key>", number: 1
        levelProgramVersions levelProgram: "<key>"
        levelPrograms
        pointsLedger customer: "<customer>"
        pointsLots customer: "<customer>"
        pointsRule key: "<key>"
        pointsRules
        pointsSettings
        rules
        segment key: "<key>"
        segmentFilterSuggestions search: "金丝雀"
        segmentOverlap segments: ["<ownKey>", "<key>"]
        segmentOverrides segment: "<key>"
        segmentPreview segment: "<key>"
        segmentRulePreview rule: "custom.<key> = 'a'"
        segmentRulePreview rule: "TRUE", segment: "<key>"
        segmentSizes segment: "<key>"
        segmentValueSuggestions filterQueryName: "custom.<key>"
        segmentValueSuggestions filterQueryName: "customer_tags"
        segmentValueSuggestions filterQueryName: "orders_placed", functionParameterQueryName: "channel"
        segmentVersion segment: "<key>", number: 1
        segmentVersions segment: "<key>"
        segmentRuleCheck rule: "custom.<key> = 'a'"
        segments
        shop
        shopByKey key: "<shop>"
        shopClock
        shopFeatures
        shopFeaturesByKey key: "<shop>"
        documentPolicy
        trustedDocument id: "<key>"
        trustedDocuments
        shopOrigins
        shops
        sync feed: CUSTOMER_TAGS
        sync feed: CUSTOMERS
        sync feed: SEGMENTS, segment: "<key>"
        tag key: "<key>"
        tagExclusions tag: "<key>"
        tagRuleVersion tag: "<key>", number: 1
        tagRuleVersions tag: "<key>"
        tagGroup key: "<key>"
        tagGroups
        tags
        tags group: "<key>"
        webhook id: "<webhook>"
        node id: "<webhookNode>"
        webhookDeliveries webhook: "<webhook>"
        webhookDelivery webhook: "<webhook>", id: "<delivery>"
        webhookSecret id: "<webhook>"
        webhooks
        me
        whoAmI
        """;
    private static final String MUTATIONS = """
        apiKeyCreate {name: "n", scopes: ["shop:read"]}
        apiKeyRevoke {id: "<apiKey>"}
        attributeCreate {key: "made", name: "n", type: STRING}
        attributeUpdate {key: "<key>", fields: {name: "n"}}
        audienceExportCreate {segment: "<key>", purpose: MARKETING, channel: POST}
        customerCreate {name: "n"}
        customerUpdate {customer: "<customer>", fields: {city: "n"}}
        customerUpdate {customer: "<ownCustomer>", fields: {custom: {<key>: "n"}}}
        segmentOverrideSet {segment: "<ownKey>", customer: "<customer>", kind: INCLUDE}
        customerConsentsRecord {customer: "<customer>", consents: [{purpose: MARKETING, channel: SMS, state: DENIED}]}
        customerUpsert {customer: "<customer>", fields: {city: "n"}}
        customerIdentityLink {customer: "<customer>", identity: {source: "web", externalId: "1"}}
        customerIdentityUnlink {customer: "<customer>", identity: {source: "web", externalId: "1"}}
        customerRefund {customer: "<customer>", refund: {source: "pos", externalId: "r", occurredAt: "2026-01-06T10:00:00Z",
          amount: {amount: "1.00", currency: "CNY"}}}
        eventRecord {customer: "<customer>", source: "pos", externalId: "made", name: "n",
          occurredAt: "2026-01-06T10:00:00Z"}
        eventsRecord {events: [{customer: "<customer>", source: "pos", externalId: "many", name: "n",
          occurredAt: "2026-01-06T10:00:00Z"}]}
        eventDefinitionPut {name: "<key>", description: "n"}
        eventDefinitionDelete {name: "<key>"}
        importCreate {kind: CUSTOMERS, source: "pos", mapping: [{to: "externalId", column: "n"}]}
        importCancel {id: "<import>"}
        jobCancel {id: "<job>"}
        layerSetPut {key: "made", name: "n", layers: [], residual: {key: "rest", name: "n"}}
        layerSetUpdate {key: "<key>", name: "n"}
        layerSetPublish {key: "<key>"}
        layerSetVersionPublish {layerSet: "<key>", number: 1}
        layerSetArchive {key: "<key>"}
        layerSetUnarchive {key: "<key>"}
        layerSetArchive {key: "<key>"}
        layerSetDelete {key: "<key>"}
        customerLevelAssign {customer: "<customer>", levelProgram: "<key>", level: "<key>"}
        customerLevelAssign {customer: "<ownCustomer>", levelProgram: "<key>", level: "<key>"}
        customerLevelRelease {customer: "<customer>", levelProgram: "<key>"}
        levelProgramPut {key: "made", name: "n", levels: [{key: "low", name: "n"}]}
        levelProgramUpdate {key: "<key>", name: "n"}
        levelProgramPublish {key: "<key>"}
        levelProgramVersionPublish {levelProgram: "<key>", number: 1}
        levelProgramArchive {key: "<key>"}
        levelProgramUnarchive {key: "<key>"}
        levelProgramArchive {key: "<key>"}
        levelProgramDelete {key: "<key>"}
        orderPut {customer: "<customer>", source: "pos", externalId: "made", placedAt: "2026-01-06T10:00:00Z",
          total: {amount: "1.00", currency: "CNY"}}
        orderPay {order: "<order>", payment: {externalId: "p1", method: "card", occurredAt: "2026-01-06T10:00:00Z"}}
        orderDeliver {order: "<order>", delivery: {externalId: "d1", status: SHIPPED, occurredAt: "2026-01-07T10:00:00Z"}}
        orderRefund {order: "<order>", refund: {externalId: "r1", occurredAt: "2026-01-08T10:00:00Z",
          amount: {amount: "1.00", currency: "CNY"}}}
        orderCancel {order: "<order>", cancellation: {occurredAt: "2026-01-09T10:00:00Z"}}
        packApply {key: "retail-cn", dryRun: true}
        pointsAdjust {customerId: "<customer>", points: 1, reason: "n"}
        pointsEarn {customerId: "<customer>", points: 1}
        pointsEntryReverse {customerId: "<customer>", entryId: "<entry>", points: 1}
        pointsFreeze {customerId: "<customer>", points: 1}
        pointsHoldConsume {customerId: "<customer>", holdId: "<hold>", points: 1}
        pointsHoldRelease {customerId: "<customer>", holdId: "<hold>"}
        pointsRedeem {customerId: "<customer>", points: 1}
        pointsRuleArchive {key: "<key>"}
        pointsRulePut {key: "<key>", name: "n", trigger: ORDER, points: 1, segments: ["<key>"]}
        pointsSettingsSet {pendingPeriod: "P14D"}
        pointsTransfer {customerId: "<customer>", toCustomerId: "<ownCustomer>", points: 1}
        pointsTransfer {customerId: "<ownCustomer>", toCustomerId: "<customer>", points: 1}
        rulesApply {dryRun: true, tags: [{key: "<key>", name: "n", groupKey: "<key>", rule: "custom.<key> = 'a'"}],
          layerSets: [{key: "made", name: "n", layers: [], residual: {key: "rest", name: "n"}}]}
        rulesApply {dryRun: true, segments: [{key: "<key>", name: "n", rule: "custom.<key> = 'a'"}]}
        segmentCreate {key: "made", name: "n", rule: "custom.<key> = 'a'"}
        segmentUpdate {key: "<key>", name: "n"}
        segmentDuplicate {from: "<key>", key: "copy"}
        segmentMembersChange {segment: "<ownKey>", add: ["<customer>"]}
        tagAssignments {tag: "<ownKey>", segment: "<key>"}
        segmentPublish {key: "<key>"}
        segmentVersionPublish {segment: "<key>", number: 1}
        segmentOverrideSet {segment: "<key>", customer: "<ownCustomer>", kind: INCLUDE}
        segmentOverrideRemove {segment: "<key>", customer: "<customer>"}
        segmentArchive {key: "<key>"}
        segmentUnarchive {key: "<key>"}
        segmentArchive {key: "<key>"}
        segmentDelete {key: "<key>"}
        shopApiKeyCreate {shopKey: "<shop>", apiKey: {name: "n", scopes: ["shop:read"]}}
        shopCreate {key: "<shop>", name: "n", currency: "CNY", timeZone: "Asia/Shanghai"}
        shopFeatureRequest {feature: POINTS}
        shopFeatureSet {shopKey: "<shop>", feature: POINTS, state: ENABLED}
        documentPolicySet {mode: PREFER, customerMode: ONLY}
        trustedDocumentsAdd {documents: [{id: "made", text: "{ shop { key } }"}]}
        trustedDocumentDelete {id: "<key>"}
        shopOriginsSet {origins: ["https://made.example.com"]}
        shopUpdate {key: "<shop>", changes: {name: "n"}}
        tagAssignments {tag: "<ownKey>", customers: ["<customer>"]}
        tagAssignments {tag: "<key>", customers: ["<ownCustomer>"]}
        tagCreate {key: "made", name: "n", groupKey: "<key>"}
        customerTagsPush {device: "d", operations: [
          {id: "1", action: ADD, customer: "<customer>", tag: "<ownKey>", at: "2026-01-09T10:00:00Z"},
          {id: "2", action: REMOVE, customer: "<ownCustomer>", tag: "<key>", at: "2026-01-09T10:00:00Z"}]}
        tagUpdate {key: "<key>", name: "n"}
        tagsAdd {customerId: "<customer>", tags: ["<ownKey>"]}
        tagsAdd {customerId: "<ownCustomer>", tags: ["<key>"]}
        tagsRemove {customerId: "<customer>", tags: ["<ownKey>"]}
        tagRuleSet {tag: "<key>", rule: "number_of_orders > 1000"}
        tagRuleVersionPublish {tag: "<key>", number: 1}
        tagPinRemove {customerId: "<customer>", tag: "<ownKey>"}
        tagPinRemove {customerId: "<ownCustomer>", tag: "<key>"}
        tagRuleRemove {tag: "<key>"}
        tagDelete {key: "<key>", force: true}
        tagGroupCreate {key: "made", name: "n", kind: CUSTOM}
        tagGroupUpdate {key: "<key>", name: "n"}
        tagGroupDelete {key: "<key>"}
        webhookCreate {url: "http://127.0.0.1:9/made", enabled: false, filter: {types: ["tag.*"]}}
        webhookUpdate {id: "<webhook>", description: "n"}
        webhookSecretRotate {id: "<webhook>"}
        webhookTest {id: "<webhook>"}
        webhookReplay {id: "<webhook>", replay: {from: 1}}
        webhookDeliveryReplay {webhook: "<webhook>", id: "<delivery>"}
        webhookDelete {id: "<webhook>"}
        attributeDelete {key: "<key>", deleteValues: true}
        customerAccessTokenCreate {customerId: "<customer>"}
        customerAccessTokensEnd {customerId: "<customer>"}
        customerMergeUndo {customer: "<customer>", merge: "<merge>"}
        customerMerge {from: "<ownCustomer>", into: "<customer>"}
        customerMerge {from: "<other>", into: "<customer>"}
        personErase {customer: "<customer>", reason: "n"}
        erasureCancel {id: "<erasure>"}
        erasuresReplay {customerIds: ["<otherId>"]}
        customerDelete {customer: "<customer>"}
        shopClockSet {now: "2126-01-01T00:00:00Z"}
        """;

    static final List<GraphQLCall> READS = of("query", QUERIES);
    static final List<GraphQLCall> WRITES = of("mutation", MUTATIONS);

    static List<GraphQLCall> all() {
        return Stream.concat(READS.stream(), WRITES.stream()).toList();
    }

    private static List<GraphQLCall> of(String operation, String lines) {
        return lines.replace("\n  ", " ")
                .lines()
                .map(line -> line.split(" ", 2))
                .map(words -> new GraphQLCall(operation, words[0], words.length == 1 ? "" : words[1]))
                .toList();
    }

    /// The document that asks for everything which the field can give.
    String document(GraphQLSchemaText schema, Map<String, String> names) {
        var given = operation.equals("mutation") ? "input: " + arguments : arguments;
        for (var name : names.entrySet()) {
            given = given.replace("<" + name.getKey() + ">", name.getValue());
        }
        return operation + " { " + schema.selection(operation, field, given) + " }";
    }

    @Override
    public String toString() {
        return field + " " + arguments;
    }
}
