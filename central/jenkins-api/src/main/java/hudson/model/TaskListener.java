package hudson.model;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

public interface TaskListener extends SerializableOnlyOverRemoting {
    TaskListener NULL = () -> new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    PrintStream getLogger();

    default Charset getCharset() {
        return Charset.defaultCharset();
    }

    default void hyperlink(String url, String text) throws IOException {
        getLogger().print(text);
    }

    default PrintWriter error(String message) {
        return report("ERROR: " + message);
    }

    default PrintWriter error(String format, Object... arguments) {
        return error(String.format(Locale.ROOT, format, arguments));
    }

    default PrintWriter fatalError(String message) {
        return report("FATAL: " + message);
    }

    default PrintWriter fatalError(String format, Object... arguments) {
        return fatalError(String.format(Locale.ROOT, format, arguments));
    }

    private PrintWriter report(String line) {
        getLogger().println(line);
        return new PrintWriter(new OutputStreamWriter(getLogger(), getCharset()), true);
    }
}
