package io.jenkins.plugins.msstore.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;

/**
 * A spelling of the Store's answers. The revisions of the reference differ in it, so a client must understand all of them.
 *
 * @param names the case of property names
 * @param values the case of enum values such as {@code Active}
 * @param errors the layout of error bodies
 * @param dateOffsets whether date-times end in {@code Z}, or have no offset at all
 * @param unknownProperties whether answers carry properties that no revision documents
 * @param emptyTokens whether the last page carries an empty continuation token, instead of none
 */
public record Dialect(
        Case names,
        Case values,
        ErrorShape errors,
        boolean dateOffsets,
        boolean unknownProperties,
        boolean emptyTokens) {

    /** The spelling of names and values. */
    public enum Case {
        /** As most revisions of the reference have it: camelCase names, values with a capital. */
        AS_DOCUMENTED,
        /** With a capital at the beginning. */
        CAPITALIZED,
        /** All small letters. */
        LOWER,
        /** All capital letters. */
        UPPER;

        String apply(String text) {
            return switch (this) {
                case AS_DOCUMENTED -> text;
                case CAPITALIZED -> text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
                case LOWER -> text.toLowerCase(Locale.ROOT);
                case UPPER -> text.toUpperCase(Locale.ROOT);
            };
        }
    }

    /** As the latest revision documents it. */
    public static final Dialect DOCUMENTED =
            new Dialect(Case.AS_DOCUMENTED, Case.AS_DOCUMENTED, ErrorShape.DATA, true, false, false);

    /** PascalCase names, as the samples of older revisions show them; dates without offset, errors with innererror. */
    public static final Dialect PASCAL_CASE =
            new Dialect(Case.CAPITALIZED, Case.AS_DOCUMENTED, ErrorShape.INNER_ERROR, false, false, true);

    /** Everything in small letters, with unknown properties. */
    public static final Dialect LOWER_CASE = new Dialect(Case.LOWER, Case.LOWER, ErrorShape.WRAPPED, true, true, false);

    private static final Set<String> ENUMS =
            Set.of("state", "licenseType", "distributionPolicy", "status", "packageFormat");
    private static final Set<String> DATES = Set.of("dateAssigned", "lastModified");

    /** The same dialect with another layout of errors. */
    public Dialect withErrors(ErrorShape shape) {
        return new Dialect(names, values, shape, dateOffsets, unknownProperties, emptyTokens);
    }

    /** Converts an answer in the documented spelling to this dialect. */
    JsonNode respell(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode respelled = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(property -> respelled.set(
                            names.apply(property.getKey()), respellValue(property.getKey(), property.getValue())));
            if (unknownProperties) {
                respelled.putObject(names.apply("extensionData")).put("note", "not documented");
            }
            return respelled;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode respelled = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> respelled.add(respell(element)));
            return respelled;
        }
        return node;
    }

    private JsonNode respellValue(String name, JsonNode value) {
        if (value.isTextual() && ENUMS.contains(name)) {
            return TextNode.valueOf(values.apply(value.textValue()));
        }
        if (value.isTextual() && DATES.contains(name) && !dateOffsets) {
            return TextNode.valueOf(value.textValue().replaceFirst("Z$", ""));
        }
        return respell(value);
    }
}
