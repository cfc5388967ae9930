package io.kequn.tag;

import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.FieldError;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Nearest;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an edit of tags must look like, and the tags that it names.
final class TagEdits {
    private static final int MOST = 100;
    private static final String KEYS = """
        select key from tag where shop_id = $1 and not deleting order by key limit 1000\
        """;

    private TagEdits() {}

    /// The tags of an edit, as the transaction knows them.
    record Known(List<TagRef> add, List<TagRef> remove) {}

    /// What can be told before the transaction.
    static void check(TagsEdit edit) {
        var inputs = new Inputs();
        checkKeys(inputs, "/add/", edit.added());
        checkKeys(inputs, "/remove/", edit.removed());
        inputs.require(
                !edit.added().isEmpty() || !edit.removed().isEmpty(),
                "/add",
                "Name at least one tag to add or remove.",
                "请至少指定一个要添加或移除的标签。");
        inputs.check();
        var both = new TreeSet<>(edit.added());
        both.retainAll(edit.removed());
        both.forEach(key -> inputs.refuse(
                "/remove", "`" + key + "` cannot be added and removed at once.", "不能同时添加和移除 `" + key + "`。"));
        checkSource(inputs, edit.source());
        inputs.check();
    }

    /// Imports and rules give tags by ways of their own.
    static void checkSource(Inputs inputs, @Nullable AssignmentSource source) {
        inputs.require(
                source == null || source == AssignmentSource.API || source == AssignmentSource.MANUAL,
                "/source",
                "Must be `api` or `manual`.",
                "须为 `api` 或 `manual`。");
    }

    private static void checkKeys(Inputs inputs, String place, List<String> keys) {
        inputs.require(
                keys.size() <= MOST,
                place.substring(0, place.length() - 1),
                "At most " + MOST + " tags at once.",
                "一次最多 " + MOST + " 个标签。");
        for (int i = 0; i < Math.min(keys.size(), MOST); i++) {
            inputs.key(place + i, keys.get(i));
        }
    }

    /// Finds the tags; refuses unknown ones with the nearest, and two of one exclusive group.
    static Uni<Known> find(FactSession session, TagsEdit edit) {
        var keys = new TreeSet<>(edit.added());
        keys.addAll(edit.removed());
        return AssignmentWrites.find(session, keys)
                .call(found ->
                        found.size() == keys.size() ? Uni.createFrom().voidItem() : refuseUnknown(session, edit, found))
                .map(found -> known(edit, found))
                .invoke(TagEdits::refuseTwoOfAGroup);
    }

    private static Known known(TagsEdit edit, List<TagRef> found) {
        return new Known(
                found.stream().filter(tag -> edit.added().contains(tag.key())).toList(),
                found.stream().filter(tag -> edit.removed().contains(tag.key())).toList());
    }

    private static void refuseTwoOfAGroup(Known known) {
        Map<Integer, TagRef> byGroup = new HashMap<>();
        var inputs = new Inputs();
        for (var tag : known.add) {
            var group = tag.exclusiveGroup();
            var other = group == null ? null : byGroup.putIfAbsent(group, tag);
            if (other != null) {
                inputs.refuse(
                        "/add",
                        "`" + other.key() + "` and `" + tag.key() + "` exclude each other; add one of them.",
                        "`" + other.key() + "` 与 `" + tag.key() + "` 互斥，只能添加其一。");
            }
        }
        inputs.check();
    }

    private static Uni<Void> refuseUnknown(FactSession session, TagsEdit edit, List<TagRef> found) {
        var known = new HashSet<>(found.stream().map(TagRef::key).toList());
        return session.query(KEYS, session.shop().id())
                .map(rows -> Sql.list(rows, row -> row.getString("key")))
                .map(all -> {
                    var errors = new ArrayList<FieldError>();
                    errors.addAll(unknown("/add/", edit.added(), known, all));
                    errors.addAll(unknown("/remove/", edit.removed(), known, all));
                    throw REFERENCE_UNKNOWN.at(errors);
                });
    }

    private static List<FieldError> unknown(String place, List<String> keys, Set<String> known, List<String> all) {
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < keys.size(); i++) {
            var key = keys.get(i);
            if (!known.contains(key)) {
                var nearest = Nearest.to(key, all);
                errors.add(FieldError.of(
                        place + i,
                        REFERENCE_UNKNOWN,
                        "The shop has no tag `" + key + "`"
                                + nearest.map(near -> "; did you mean `" + near + "`?")
                                        .orElse("."),
                        "店铺没有标签 `" + key + "`"
                                + nearest.map(near -> "；是否想输入 `" + near + "`？").orElse("。")));
            }
        }
        return errors;
    }
}
