package io.kequn.tagrule;

import static io.kequn.platform.access.Scope.SEGMENTS_PUBLISH;
import static io.kequn.platform.access.Scope.TAGS_READ;
import static io.kequn.platform.access.Scope.TAGS_WRITE;
import static io.kequn.platform.problem.ErrorCode.TAG_RULE_VERSION_NOT_FOUND;

import io.kequn.platform.access.Caller;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.publication.VersionReads;
import io.kequn.publication.VersionReads.Versions;
import io.kequn.tag.TagReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The rules that have given a tag, and the way back to an earlier one.
@Singleton
public class TagRuleVersions {
    private static final Versions<TagRuleVersion> VERSIONS =
            new Versions<>("tag-rule-versions", """
        select v.number, v.rule, v.rule_json, v.hash, v.priority, v.author, v.note, v.published_at,
          v.number is not distinct from r.version live,
          (select min(e.number) from tag_rule_version e
           where e.tag_id = v.tag_id and e.hash = v.hash and e.number < v.number) same_rule_as
        from tag t
        join tag_rule_version v on v.shop_id = t.shop_id and v.tag_id = t.id
        left join tag_rule r on r.shop_id = t.shop_id and r.tag_id = t.id
        where t.shop_id = $1 and t.key = $2\
        """, TagRuleVersion::of, TagRuleVersion::number);

    private final VersionReads reads;
    private final TagReads tags;
    private final TagRuleService rules;

    TagRuleVersions(VersionReads reads, TagReads tags, TagRuleService rules) {
        this.reads = reads;
        this.tags = tags;
        this.rules = rules;
    }

    /// The latest first; none of a tag that only people have ever given.
    public Uni<Page<TagRuleVersion>> list(String tag, PageRequest page) {
        var caller = Caller.with(TAGS_READ);
        return tags.get(tag).chain(() -> reads.list(caller, VERSIONS, tag, page));
    }

    /// Refuses with `tag_not_found` or `tag_rule_version_not_found`.
    public Uni<TagRuleVersion> get(String tag, int number) {
        return tags.get(tag).chain(() -> find(tag, number)).map(found -> found.orElseThrow(() -> missing(number)));
    }

    /// The same, or empty where there is no such tag or version.
    public Uni<Optional<TagRuleVersion>> find(String tag, int number) {
        var shop = Caller.with(TAGS_READ).ofShop();
        return reads.find(shop, VERSIONS, tag, number);
    }

    /// Gives the tag by an earlier rule again, with the priority and the note that it had; a tag whose rule has
    /// ended gets one again. Refuses with `tag_rule_version_not_found`.
    public Uni<TagRule> publish(String tag, int number, ExpectedVersion expected) {
        var shop = Caller.with(TAGS_WRITE).and(SEGMENTS_PUBLISH).ofShop();
        return reads.find(shop, VERSIONS, tag, number)
                .map(found -> found.orElseThrow(() -> missing(number)))
                .map(version -> new TagRuleSpec(version.rule(), version.priority(), version.note()))
                .chain(spec -> rules.put(tag, spec, expected))
                .map(TagRuleService.Put::rule);
    }

    private static Refusal missing(int number) {
        return TAG_RULE_VERSION_NOT_FOUND.because(
                "The tag's rule has no version " + number + ".", "标签规则没有版本 " + number + "。");
    }
}
