// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// RFC 5929 §4.1: the hash of the signature, except that MD5 and SHA-1 become SHA-256.
class ServerEndPointTest {

    private static final String SHA1_RSA = """
            MIICBDCCAW2gAwIBAgIUQRN5pOiP14TXjxNf2F3TqyyD1wgwDQYJKoZIhvcNAQEFBQAwEzERMA8GA1UEAwwIU0hBMV9SU0EwIBcN
            MjYxMTIzMTk0MjQxWhgPMjEyNjEwMzAxOTQyNDFaMBMxETAPBgNVBAMMCFNIQTFfUlNBMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB
            iQKBgQDJb2+oBmRdlZ4lqKy/ZyzCW3NetYoD5QyE8MXl3PAvELw8dWRYGqP0McTk/CSaDboIneDUSytQSR00G0LV7iZM0xuUvV4N
            WveobA3uXNiZvnz9lzjF+t7Hepmae9iiwX2DlVActznyyea0ar8GJbgnniFdvlWR95TyJovAiGNEIQIDAQABo1MwUTAdBgNVHQ4E
            FgQU6j2yAeDxqbJSsH34u1Nye1ZBU6cwHwYDVR0jBBgwFoAU6j2yAeDxqbJSsH34u1Nye1ZBU6cwDwYDVR0TAQH/BAUwAwEB/zAN
            BgkqhkiG9w0BAQUFAAOBgQBoW3krcJpGIJsxlsoVVSXIUbsw+8BE4O/Ge+Uno1rmzDJaYPugsh7tYTll5eIzseT+BNCgHSLJXHyq
            Y/d49D3jPwlzbnjYCJ6aED8tIQXURezVPHUsRUNnESFjDCTx46peszxy/2ZZIGWZgqvODRGdQzMFS+36B5JWG77p/FEl8g==
            """;

    private static final String SHA256_ECDSA = """
            MIIBhjCCASugAwIBAgIUKHLHgWp6nzfeQYtsVTl8hzm8wFEwCgYIKoZIzj0EAwIwFzEVMBMGA1UEAwwMU0hBMjU2X0VDRFNBMCAX
            DTI2MTEyMzE5NDI0MVoYDzIxMjYxMDMwMTk0MjQxWjAXMRUwEwYDVQQDDAxTSEEyNTZfRUNEU0EwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAASZe/OlmstDQ2+8Q4jxPsIyDr3HIikpu0bvX0BA8KREfUMkdE8b2/p0izQzxj64RZR0WqYMJOUI09fEuBxKgtbto1Mw
            UTAdBgNVHQ4EFgQU2yjhgR2hOUOU725X9TNXJKJyy7wwHwYDVR0jBBgwFoAU2yjhgR2hOUOU725X9TNXJKJyy7wwDwYDVR0TAQH/
            BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAkntYgAK4axoZPyZdDDbWsjgZQloCFYUUazu595iZbGwCIQDDM2DFgyoM/wlKizq7
            8gOmW7tka2In4zDDk70sqQGeew==
            """;

    private static final String SHA384_ECDSA = """
            MIIBhTCCASugAwIBAgIUMJ8NnKFDWjsREZVS/pd79S28tdswCgYIKoZIzj0EAwMwFzEVMBMGA1UEAwwMU0hBMzg0X0VDRFNBMCAX
            DTI2MTEyMzE5NDI0MVoYDzIxMjYxMDMwMTk0MjQxWjAXMRUwEwYDVQQDDAxTSEEzODRfRUNEU0EwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAATwJW1EkWdQnN8Go+rbR5reyaiS7KkOBGZltZ33rKgWPtj6dpHGR1KgSZE21vHB+Lms5jseZeyU2KEm0Sz0LKm+o1Mw
            UTAdBgNVHQ4EFgQUKZX0z42R3+oeWBvJ66NxaSjf7QYwHwYDVR0jBBgwFoAUKZX0z42R3+oeWBvJ66NxaSjf7QYwDwYDVR0TAQH/
            BAUwAwEB/zAKBggqhkjOPQQDAwNIADBFAiEA6kunU+mMyRSreysFfmKAFNE8UfIcqdahvZbIi4KwOrYCIDH1Wft8BAw2G/rbHjTM
            +KCbePUPlVPAhclF0OYYjSXg
            """;

    private static final String SHA512_PSS = """
            MIIDdzCCAiqgAwIBAgIUb95nKrZDbxWBuOtAO/hD1GAKQG8wQgYJKoZIhvcNAQEKMDWgDzANBglghkgBZQMEAgMFAKEcMBoGCSqG
            SIb3DQEBCDANBglghkgBZQMEAgMFAKIEAgIAvjAVMRMwEQYDVQQDDApTSEE1MTJfUFNTMCAXDTI2MTEyMzE5NDI0MloYDzIxMjYx
            MDMwMTk0MjQyWjAVMRMwEQYDVQQDDApTSEE1MTJfUFNTMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0737JzX1mHjx
            9awbatWnlXy+dR+5qD4O7T7RvHPZjMZ3i0ACIeXe/6k0jnWEqZK8fbKfnXxw9mCmEnv+xRyl/DRaFYrdgyJOKZjIFqlbtxM+svx3
            TEj43lS8ovVkAtP4Df5rPY9dGUHVS5aY3S1+gWkihxSNjv1eikcy2K3mJ/f6bkMLq1zVKAnM17FwYam9zAzcZh0PySCEljSzbFMu
            pTf3z9E9IWykL4/+UeUefyOF71zluWWcdiT5wY6OzJA0oDFgTH9z+Rxz21X/C5MD1BIblQNS7NsRUQGoEVYQvmk4dPXhSEiG/dhF
            Njuz6BT5TGYly5a608WaGLV0ZxFxwQIDAQABo1MwUTAdBgNVHQ4EFgQUNArhtcun2hpUzq+Y00Mg62HNubIwHwYDVR0jBBgwFoAU
            NArhtcun2hpUzq+Y00Mg62HNubIwDwYDVR0TAQH/BAUwAwEB/zBCBgkqhkiG9w0BAQowNaAPMA0GCWCGSAFlAwQCAwUAoRwwGgYJ
            KoZIhvcNAQEIMA0GCWCGSAFlAwQCAwUAogQCAgC+A4IBAQB77WqptnKLXXOPoYDGiwY+skWXyd555c3I+p0gnz1uVu5q+OPCThCW
            0wjDvKDXOj3ZdX6sOpU72OZi9wbsImxnMCi2inWHS7uIgCkxVDq5PrzJB6UNT/FssheblDRySHW/GThSSbiyWtc6cW7GEZVM7ikB
            FE9M7AD8Cezb5Y+Uz1lXKIxSJq16IuJEXgwJ/H3srHQNCCXs/ori/wxsDJiWFzyRCUVy3NbTfDJIpBjWGP26zDiIapeBOwjtuCBZ
            Brmn3NhMN7NddLapuF30KMTtxzbbXNHDHe/XncO5am/02J44Z8i6wnECD8jAxpYMyyd9SDD8/B1QQCgae0SDIVLl
            """;

    private static final String ED25519 = """
            MIIBOjCB7aADAgECAhR4aFGgm9l72plmap3WZCTTwt7igjAFBgMrZXAwEjEQMA4GA1UEAwwHRUQyNTUxOTAgFw0yNjExMjMxOTQy
            NDJaGA8yMTI2MTAzMDE5NDI0MlowEjEQMA4GA1UEAwwHRUQyNTUxOTAqMAUGAytlcAMhALwWr4YIL4+PnlkchSPh/gWedc01D5DM
            qeiqxzR+0Z3zo1MwUTAdBgNVHQ4EFgQUcmRBzN1Sfa6PjmsfzazmVOYXenAwHwYDVR0jBBgwFoAUcmRBzN1Sfa6PjmsfzazmVOYX
            enAwDwYDVR0TAQH/BAUwAwEB/zAFBgMrZXADQQA7hZYt/+nfyZOZkfVt64gQjVuB2tXqDpzxNW81taCcDif2iCa9ITpYA4qvawDR
            /xlqZ47HpN4cd+9rA2B0SIcB
            """;

    @ParameterizedTest
    @CsvSource({"SHA1_RSA, SHA-256", "SHA256_ECDSA, SHA-256", "SHA384_ECDSA, SHA-384", "SHA512_PSS, SHA-512"})
    void hashFollowsTheSignature(String certificate, String hash) throws Exception {
        X509Certificate parsed = certificate(certificate);

        assertThat(ServerEndPoint.hash(parsed))
                .hasValue(MessageDigest.getInstance(hash).digest(parsed.getEncoded()));
    }

    @Test
    void signatureWithoutAHashOfItsOwnHasNoBinding() throws Exception {
        assertThat(ServerEndPoint.hash(certificate("ED25519"))).isEmpty();
    }

    private static X509Certificate certificate(String name) throws Exception {
        String der = switch (name) {
            case "SHA1_RSA" -> SHA1_RSA;
            case "SHA256_ECDSA" -> SHA256_ECDSA;
            case "SHA384_ECDSA" -> SHA384_ECDSA;
            case "SHA512_PSS" -> SHA512_PSS;
            default -> ED25519;
        };
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getMimeDecoder().decode(der)));
    }
}
