package hudson.model;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

public interface TaskListener extends SerializableOnlyOverRemoting {
    TaskListener NULL = () -> new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    PrintStream getLogger();

    default Charset getCharset() {
        return Charset.defaultCharset();
    }
}
