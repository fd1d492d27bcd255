package io.jenkins.plugins.msstore.bulk.users;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.msstore.client.model.UserPrincipalName;
import io.jenkins.plugins.msstore.util.LineFormat;

/** A line of the roster's file: one entry. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "line")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RosterLine.User.class, name = "user"),
    @JsonSubTypes.Type(value = RosterLine.Invalid.class, name = "invalid")
})
sealed interface RosterLine {

    /** The format of the lines. */
    LineFormat<RosterLine> FORMAT =
            new LineFormat<>(RosterLine.class, JsonMapper.builder().build());

    /** The entry of this line. */
    RosterEntry entry();

    /** The line of an entry. */
    static RosterLine of(RosterEntry entry) {
        return entry.isValid()
                ? new User(entry.number(), entry.user().text())
                : new Invalid(
                        entry.number(), entry.invalid().text(), entry.invalid().reason());
    }

    /**
     * A user.
     *
     * @param number the number of the entry
     * @param userName the user principal name
     */
    record User(int number, String userName) implements RosterLine {
        @Override
        public RosterEntry entry() {
            return new RosterEntry(number, new UserPrincipalName(userName), null);
        }
    }

    /**
     * An entry that is not a user principal name.
     *
     * @param number the number of the entry
     * @param text the entry's text
     * @param reason the problem
     */
    record Invalid(int number, String text, String reason) implements RosterLine {
        @Override
        public RosterEntry entry() {
            return new RosterEntry(number, null, new InvalidUser(text, reason));
        }
    }
}
