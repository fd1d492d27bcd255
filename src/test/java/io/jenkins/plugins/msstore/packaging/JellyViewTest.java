package io.jenkins.plugins.msstore.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import hudson.model.Describable;
import hudson.tasks.Builder;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Views are compiled when they are first shown, so their errors show only then. */
class JellyViewTest {
    private static final String ESCAPING = "<?jelly escape-by-default='true'?>";

    /** The namespace of the plugin's own tag libraries. */
    private static final String OWN_TAGS = "/io/jenkins/plugins/msstore/";

    /** The views that the credentials plugin's own pages require. */
    private static final Set<String> OF_CREDENTIALS = Set.of("scope", "id", "description");

    /** The tags of Jenkins for fields of a form. */
    private static final Set<String> FIELDS = Set.of("textbox", "password", "number", "select", "textarea", "checkbox");

    private final BuiltPlugin plugin;
    private final List<Path> views;

    JellyViewTest() throws Exception {
        plugin = BuiltPlugin.onClassPath();
        views = plugin.files("*.jelly");
    }

    @Test
    void everyViewIsWellFormed() throws Exception {
        List<String> broken = new ArrayList<>();
        for (Path view : views) {
            try {
                Markup.ofView(view);
            } catch (SAXException e) {
                broken.add(plugin.name(view) + ": " + e.getMessage());
            }
        }

        assertThat(views).isNotEmpty();
        assertThat(broken).isEmpty();
    }

    @Test
    void everyViewEscapesWhatItPrints() throws Exception {
        List<String> unescaped = new ArrayList<>();
        for (Path view : views) {
            if (!Files.readString(view).startsWith(ESCAPING)) {
                unescaped.add(plugin.name(view));
            }
        }

        assertThat(views).isNotEmpty();
        assertThat(unescaped).as("views that do not start with " + ESCAPING).isEmpty();
    }

    @Test
    void noViewHasInlineCodeOrStyle() throws Exception {
        List<String> finds = new ArrayList<>();
        for (Path view : views) {
            for (String find : Markup.ofView(view).inlineCode()) {
                finds.add(plugin.name(view) + ": " + find);
            }
        }

        assertThat(views).isNotEmpty();
        assertThat(finds).isEmpty();
    }

    @Test
    void everyScriptAndStyleSheetOfAViewExists() throws Exception {
        List<String> missing = new ArrayList<>();
        int asked = 0;
        for (Path view : views) {
            for (Element element : Markup.ofView(view).elements()) {
                String name = element.getAttribute("includes");
                if (element.getLocalName().equals("adjunct")
                        && name.startsWith(plugin.getClass().getPackageName().replaceFirst("\\.packaging$", ""))) {
                    asked++;
                    Path base = plugin.folder().resolve(name.replace('.', '/'));
                    if (!Files.exists(base.resolveSibling(base.getFileName() + ".js"))
                            && !Files.exists(base.resolveSibling(base.getFileName() + ".css"))) {
                        missing.add(plugin.name(view) + ": " + name);
                    }
                }
            }
        }

        assertThat(asked).isPositive();
        assertThat(missing).isEmpty();
    }

    @Test
    void everyFieldIsReadAndWrittenByTheClassOfItsView() throws Exception {
        List<String> unbound = new ArrayList<>();
        List<Field> fields = fields();
        for (Field field : fields) {
            if (!new FormBinding(field.owner()).reads(field.name())) {
                unbound.add(field + " has no getter");
            }
            for (Class<?> instantiated : instantiated(field.owner())) {
                if (!new FormBinding(instantiated).writes(field.name())) {
                    unbound.add(field + " is no constructor parameter and has no setter in " + instantiated.getName());
                }
            }
        }

        assertThat(fields).isNotEmpty();
        assertThat(unbound).isEmpty();
    }

    /** Jenkins does not connect the title of an entry, or the text beside a check box, with the field. */
    @Test
    void everyFieldHasANameForScreenReaders() throws Exception {
        List<String> unnamed = new ArrayList<>();
        int fields = 0;
        for (Path view : views) {
            for (Element element : Markup.ofView(view).elements()) {
                if ("/lib/form".equals(element.getNamespaceURI()) && FIELDS.contains(element.getLocalName())) {
                    fields++;
                    if (!hasName(element)) {
                        unnamed.add(plugin.name(view) + ": " + element.getLocalName());
                    }
                }
            }
        }

        assertThat(fields).isPositive();
        assertThat(unnamed)
                .as("text areas not inside of <label>, check boxes without tooltip, other fields without aria-label")
                .isEmpty();
    }

    private static boolean hasName(Element field) {
        return switch (field.getLocalName()) {
            case "textarea" -> "label".equals(field.getParentNode().getLocalName());
            case "checkbox" -> field.hasAttribute("tooltip");
            default -> field.hasAttribute("aria-label");
        };
    }

    @Test
    void everyFieldHasHelp() throws Exception {
        List<Field> fields = fields();

        assertThat(fields).isNotEmpty();
        assertThat(fields).allMatch(this::hasHelp, "has a help file beside its class, or beside that of its step");
    }

    @Test
    void everyPropertyThatUsersSetHasAField() throws Exception {
        List<Class<?>> configured = plugin.concrete(Describable.class);
        List<Field> fields = fields();
        List<String> missing = new ArrayList<>();
        for (Class<?> type : configured) {
            for (String property : new FormBinding(type).properties()) {
                boolean shown = fields.stream()
                        .anyMatch(field -> field.owner().isAssignableFrom(type)
                                && field.name().equals(property));
                boolean shownByCredentials =
                        Credentials.class.isAssignableFrom(type) && OF_CREDENTIALS.contains(property);
                if (!shown && !shownByCredentials) {
                    missing.add(type.getName() + " shows no " + property);
                }
            }
        }

        assertThat(configured).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    /** The help of a build step's fields belongs to the step for the same operation. */
    private boolean hasHelp(Field field) {
        String file = "help-" + field.name() + ".html";
        if (!Builder.class.isAssignableFrom(field.owner())) {
            return plugin.hasResource(field.owner(), file);
        }
        Class<?> helpful = HelpRedirects.of(field.owner()).get(field.name());
        return helpful != null && plugin.hasResource(helpful, file);
    }

    private List<Class<?>> instantiated(Class<?> owner) {
        return Modifier.isAbstract(owner.getModifiers()) ? plugin.concrete(owner) : List.of(owner);
    }

    private List<Field> fields() throws Exception {
        List<Field> fields = new ArrayList<>();
        for (Path view : views) {
            if (!isTag(view)) {
                addFields(fields, view, plugin.classOf(view));
            }
        }
        return fields;
    }

    /** The plugin's own tags have no class: their fields are those of the views that use them. */
    private void addFields(List<Field> fields, Path view, Optional<Class<?>> described) throws Exception {
        for (Element element : Markup.ofView(view).elements()) {
            String name = element.getAttribute("field");
            if (!name.isEmpty() && !name.contains("${")) {
                assertThat(described).as("class of " + plugin.name(view)).isPresent();
                fields.add(new Field(plugin.name(view), owner(described.get(), element), name));
            }
            String library = String.valueOf(element.getNamespaceURI());
            if (library.startsWith(OWN_TAGS)) {
                addFields(
                        fields,
                        plugin.folder().resolve(library.substring(1)).resolve(element.getLocalName() + ".jelly"),
                        described);
            }
        }
    }

    private static boolean isTag(Path view) {
        return Files.exists(view.resolveSibling("taglib"));
    }

    /** Inside a repeatable list, fields are those of its elements. */
    private static Class<?> owner(Class<?> described, Element element) {
        Node parent = element.getParentNode();
        if (!(parent instanceof Element)) {
            return described;
        }
        Class<?> outer = owner(described, (Element) parent);
        String list = ((Element) parent).getAttribute("field");
        return parent.getLocalName().startsWith("repeatable") && !list.isEmpty()
                ? new FormBinding(outer).elementType(list).orElseThrow()
                : outer;
    }

    private record Field(String view, Class<?> owner, String name) {
        @Override
        public String toString() {
            return view + ": " + owner.getSimpleName() + "." + name;
        }
    }
}
