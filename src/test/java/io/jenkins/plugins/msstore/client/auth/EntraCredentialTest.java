package io.jenkins.plugins.msstore.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A certificate is public, so only its private key authenticates an application. */
class EntraCredentialTest {

    private static final HeldCertificate OWN = rsa();
    private static final HeldCertificate OTHER = rsa();

    private final Provider device = new Device();

    @BeforeEach
    void plugIn() {
        Security.addProvider(device);
    }

    @AfterEach
    void unplug() {
        Security.removeProvider(device.getName());
    }

    private static HeldCertificate rsa() {
        return new HeldCertificate.Builder().rsa2048().build();
    }

    private static EntraCredential credential(PrivateKey key, X509Certificate certificate) {
        return new EntraCredential.ClientCertificate(key, certificate);
    }

    private static PrivateKey key(HeldCertificate holder) {
        return holder.keyPair().getPrivate();
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsRefused() {
        assertThatThrownBy(() -> credential(key(OTHER), OWN.certificate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("its private key does not belong to its certificate");
        HeldCertificate elliptic = new HeldCertificate.Builder().ecdsa256().build();
        assertThatThrownBy(() -> credential(key(OWN), elliptic.certificate()))
                .hasMessageContaining("does not belong to its certificate");
    }

    @Test
    void aKeyThatIsNotRsaIsRefused() {
        HeldCertificate elliptic = new HeldCertificate.Builder().ecdsa256().build();
        assertThatThrownBy(() -> credential(key(elliptic), elliptic.certificate()))
                .hasMessageContaining("not RSA");
    }

    @Test
    void aKeyOfADeviceIsProvenBySigning() {
        assertThat(credential(new DeviceKey(key(OWN)), OWN.certificate()))
                .isEqualTo(credential(key(OWN), OWN.certificate()));
        assertThatThrownBy(() -> credential(new DeviceKey(key(OTHER)), OWN.certificate()))
                .hasMessageContaining("does not belong to its certificate");
    }

    @Test
    void aKeyThatCannotSignIsRefused() {
        Security.removeProvider(device.getName());
        assertThatThrownBy(() -> credential(new DeviceKey(key(OWN)), OWN.certificate()))
                .hasMessageStartingWith("its private key cannot sign: ");
    }

    @Test
    void credentialsAreEqualWhereTheyProveTheSame() {
        assertThat(credential(key(OWN), OWN.certificate()))
                .isEqualTo(credential(key(OWN), OWN.certificate()))
                .isNotEqualTo(credential(key(OTHER), OTHER.certificate()));
        assertThat(new EntraCredential.ClientSecret("one"))
                .isEqualTo(new EntraCredential.ClientSecret("one"))
                .isNotEqualTo(new EntraCredential.ClientSecret("other"));
    }

    /** A key in a hardware device: it has no encoding. */
    private static final class DeviceKey implements PrivateKey {
        private static final long serialVersionUID = 1L;

        private final transient PrivateKey inside;

        DeviceKey(PrivateKey inside) {
            this.inside = inside;
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    private static final class Device extends Provider {
        private static final long serialVersionUID = 1L;

        Device() {
            super("device", "1", "signs with the keys that it holds");
            putService(
                    new Service(
                            this,
                            "Signature",
                            "SHA256withRSA",
                            DeviceSignature.class.getName(),
                            List.of(),
                            Map.of("SupportedKeyClasses", DeviceKey.class.getName())) {
                        @Override
                        public Object newInstance(Object parameter) {
                            return new DeviceSignature();
                        }
                    });
        }
    }

    private static final class DeviceSignature extends SignatureSpi {
        private Signature signature;

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof DeviceKey held)) {
                throw new InvalidKeyException("not in this device");
            }
            try {
                signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(held.inside);
            } catch (GeneralSecurityException e) {
                throw new InvalidKeyException(e);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("not in this device");
        }

        @Override
        protected void engineUpdate(byte text) throws SignatureException {
            signature.update(text);
        }

        @Override
        protected void engineUpdate(byte[] text, int offset, int length) throws SignatureException {
            signature.update(text, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return signature.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signed) {
            return false;
        }

        @Override
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
