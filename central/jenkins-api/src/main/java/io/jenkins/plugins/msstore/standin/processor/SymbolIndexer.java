package io.jenkins.plugins.msstore.standin.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Writes the index in which Jenkins looks for classes with a {@code @Symbol}: one binary name a line, sorted. Without the index
 * the plugin would load, but none of its symbols would be known. The root build has the processor of the real annotation.
 */
@SupportedAnnotationTypes(SymbolIndexer.SYMBOL)
public final class SymbolIndexer extends AbstractProcessor {
    static final String SYMBOL = "org.jenkinsci.Symbol";
    private static final String INDEX = "META-INF/services/annotations/" + SYMBOL;

    private final Set<String> names = new TreeSet<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement symbol : annotations) {
            for (Element type : round.getElementsAnnotatedWith(symbol)) {
                names.add(processingEnv
                        .getElementUtils()
                        .getBinaryName((TypeElement) type)
                        .toString());
            }
        }
        if (round.processingOver() && !round.errorRaised() && !names.isEmpty()) {
            write();
        }
        return false;
    }

    private void write() {
        try (Writer index = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", INDEX)
                .openWriter()) {
            for (String name : names) {
                index.write(name + "\n");
            }
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "Cannot write " + INDEX + ": " + e);
        }
    }
}
