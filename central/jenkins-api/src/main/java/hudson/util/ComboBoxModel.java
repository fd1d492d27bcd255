package hudson.util;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.kohsuke.stapler.HttpResponse;

public class ComboBoxModel extends ArrayList<String> implements HttpResponse {
    private static final long serialVersionUID = 1L;

    public ComboBoxModel() {}

    public ComboBoxModel(Collection<? extends String> values) {
        super(values);
    }

    public ComboBoxModel(String... values) {
        super(List.of(values));
    }
}
