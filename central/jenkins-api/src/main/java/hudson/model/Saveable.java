package hudson.model;

import java.io.IOException;

public interface Saveable {
    Saveable NOOP = () -> {};

    void save() throws IOException;
}
