package io.jenkins.plugins.msstore.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.msstore.client.model.ReclaimMethod;
import io.jenkins.plugins.msstore.connection.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A build that begins during a change of the configuration sees the old or the new settings, never a mixture. */
@WithJenkins
class ReloadJenkinsTest {

    private static final int CHANGES = 50;

    @TempDir
    private Path folder;

    /** Counts how often the configuration is stored. */
    @TestExtension
    public static class Saves extends SaveableListener {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void onChange(Saveable what, XmlFile file) {
            if (what instanceof MicrosoftStoreConfiguration) {
                count.incrementAndGet();
            }
        }

        static int count() {
            return ExtensionList.lookupSingleton(Saves.class).count.get();
        }
    }

    /** One change of the whole configuration. */
    private interface Change {
        void to(String name) throws Exception;
    }

    /** Reads the settings repeatedly while they change between two names. */
    private static Set<String> seenDuring(Change change) throws Exception {
        change.to("one");
        Set<String> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            while (changed.getCount() > 0) {
                StoreSettings settings = StoreSettings.current();
                seen.add(settings.endpoint() + " " + settings.scope() + " " + settings.credentialsId() + " "
                        + settings.authorityHosts());
                reading.countDown();
            }
        });
        reader.start();
        reading.await();
        try {
            for (int i = 0; i < CHANGES; i++) {
                change.to(i % 2 == 0 ? "two" : "one");
            }
        } finally {
            changed.countDown();
            reader.join();
        }
        return seen;
    }

    private static String whole(String name) {
        return "https://" + name + ".contoso.com api://" + name + "/.default " + name + " [https://login." + name
                + ".com]";
    }

    private Path yaml(String name) throws Exception {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                unclassified:
                  microsoftStore:
                    endpoint: https://NAME.contoso.com
                    scope: api://NAME/.default
                    credentialsId: NAME
                    authorityHosts:
                      - https://login.NAME.com
                """.replace("NAME", name));
    }

    @Test
    void configurationAsCodeIsSeenAsAWholeAndSavedOnce(JenkinsRule rule) throws Exception {
        yaml("one");
        yaml("two");
        int before = Saves.count();

        Set<String> seen = seenDuring(name -> ConfigurationAsCode.get()
                .configure(folder.resolve(name + ".yaml").toString()));

        assertThat(seen).isSubsetOf(whole("one"), whole("two"));
        assertThat(Saves.count() - before).isEqualTo(CHANGES + 1);
        assertThat(new MicrosoftStoreConfiguration().settings())
                .as("read again")
                .isEqualTo(StoreSettings.current());
    }

    @Test
    void aScriptIsSeenAsAWholeAndSavedOnce(JenkinsRule rule) throws Exception {
        int before = Saves.count();

        Set<String> seen = seenDuring(ReloadJenkinsTest::set);

        assertThat(seen).isSubsetOf(whole("one"), whole("two"));
        assertThat(Saves.count() - before).isEqualTo(CHANGES + 1);
    }

    private static void set(String name) {
        MicrosoftStoreConfiguration configuration = MicrosoftStoreConfiguration.get();
        configuration.setEndpoint("https://" + name + ".contoso.com");
        configuration.setScope("api://" + name + "/.default");
        configuration.setCredentialsId(name);
        configuration.setAuthorityHosts(List.of("https://login." + name + ".com"));
        configuration.save();
    }

    @Test
    void aSubmitIsSavedOnce(JenkinsRule rule) throws Exception {
        set("one");
        int before = Saves.count();

        try (JenkinsRule.WebClient browser = rule.createWebClient()) {
            HtmlForm form = browser.goTo("manage/configure").getFormByName("config");
            form.getInputByName("_.endpoint").setValue("https://two.contoso.com");
            rule.submit(form);
        }

        assertThat(StoreSettings.current().endpoint()).isEqualTo("https://two.contoso.com");
        assertThat(StoreSettings.current().credentialsId()).isEqualTo("one");
        assertThat(Saves.count() - before).isEqualTo(1);
    }

    @Test
    void configurationAsCodeThatIsWrongChangesNothing(JenkinsRule rule) throws Exception {
        set("one");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), """
                unclassified:
                  microsoftStore:
                    endpoint: https://two.contoso.com
                    reclaimMethod: BOTH
                """);

        assertThat(catchThrowable(() -> ConfigurationAsCode.get().configure(wrong.toString())))
                .isNotNull();

        assertThat(StoreSettings.current().endpoint()).isEqualTo("https://one.contoso.com");
    }

    @Test
    void settingsThatCannotBeReadHaveTheirDefaults(JenkinsRule rule) throws Exception {
        String type = MicrosoftStoreConfiguration.class.getName();
        Files.writeString(Jenkins.get().getRootDir().toPath().resolve(type + ".xml"), """
                <?xml version='1.1' encoding='UTF-8'?>
                <TYPE>
                  <endpoint>https://old.contoso.com</endpoint>
                  <gone>1</gone>
                  <authorityHosts>
                    <string>https://login.contoso.com</string>
                    <int>3</int>
                    <null/>
                  </authorityHosts>
                  <maxAttempts>many</maxAttempts>
                  <reclaimMethod>BOTH</reclaimMethod>
                </TYPE>
                """.replace("TYPE", type));

        StoreSettings read = new MicrosoftStoreConfiguration().settings();

        assertThat(read)
                .isEqualTo(StoreSettings.builder()
                        .endpoint("https://old.contoso.com")
                        .authorityHosts(List.of("https://login.contoso.com"))
                        .reclaimMethod(ReclaimMethod.DELETE)
                        .build());
    }
}
