package io.jenkins.plugins.msstore.forms;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Binds lists in forms: a text area with one line per entry. The text is split before it is bound and not by the setter,
 * which scripts call with separate entries: a line break in an entry is an error to be shown, not a second entry.
 */
@Restricted(NoExternalUse.class)
public final class TextLines {

    private TextLines() {}

    /**
     * Replaces the text of a field by the list of its lines, without blank ones; a field without any line is removed. A
     * value that is not text is not changed.
     *
     * @param form the JSON of the form
     * @param field the name of the text area
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
     * The content of the text area.
     *
     * @param entries null if there are none
     */
    public static String of(@CheckForNull List<String> entries) {
        return entries == null ? "" : String.join("\n", entries);
    }
}
