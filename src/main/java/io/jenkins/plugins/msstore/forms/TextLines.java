package io.jenkins.plugins.msstore.forms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Lists in forms: a text area with a line for each entry. Split before it is bound, and not by the setter, which scripts
 * call with entries of their own: a line break in one of those is an error to be seen, not a second entry.
 */
@Restricted(NoExternalUse.class)
public final class TextLines {

    private TextLines() {}

    /**
     * Replaces the text of a field by the list of its lines, without blank ones; nothing is left of a field without any.
     * What is no text stays as it is.
     *
     * @param form as the browser sent it
     * @param field of the text area
     */
    public static void split(JSONObject form, String field) {
        if (form.opt(field) instanceof String text) {
            List<String> lines = text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            form.put(field, lines.isEmpty() ? null : lines);
        }
    }

    /**
     * What the text area shows.
     *
     * @param entries null for none
     */
    public static String of(@CheckForNull List<String> entries) {
        return entries == null ? "" : String.join("\n", entries);
    }
}
