package io.jenkins.plugins.msstore.demo.build;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.XStreamException;
import hudson.model.Action;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file of the actions that plugins have attached to a build: XML written by XStream, as in Jenkins. */
final class SavedActions {
    private final DurableFile file;
    private final XStream xml = new XStream();

    /**
     * @param file holds the XML
     */
    SavedActions(Path file) {
        this.file = new DurableFile(file);
        xml.allowTypesByWildcard(new String[] {"io.jenkins.plugins.**", "hudson.model.**"});
    }

    List<Action> load() throws IOException {
        if (!file.exists()) {
            return List.of();
        }
        List<Action> actions = new ArrayList<>();
        try {
            for (Object action : (List<?>) xml.fromXML(file.path().toFile())) {
                actions.add((Action) action);
            }
        } catch (XStreamException e) {
            throw new IOException("cannot read " + file.path(), e);
        }
        return actions;
    }

    void save(List<Action> actions) throws IOException {
        try {
            file.replace(out -> xml.toXML(new ArrayList<>(actions), out));
        } catch (XStreamException e) {
            throw new IOException("cannot keep what is attached to the build", e);
        }
    }
}
