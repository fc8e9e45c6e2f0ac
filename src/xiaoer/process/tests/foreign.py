"""The same kind of process as five modellers export it, written by us in their dialects."""

CAMUNDA7 = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  xmlns:modeler="http://camunda.org/schema/modeler/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_0" exporter="Camunda Modeler"
  targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Platform">
  <bpmn:collaboration id="Collab">
    <bpmn:participant id="P1" name="窗口" processRef="licence" />
    <bpmn:participant id="P2" name="申请人" />
    <bpmn:messageFlow id="MF" sourceRef="P2" targetRef="StartEvent_1" />
    <bpmn:textAnnotation id="TA"><bpmn:text>说明</bpmn:text></bpmn:textAnnotation>
  </bpmn:collaboration>
  <bpmn:process id="licence" name="许可" isExecutable="true" camunda:historyTimeToLive="180">
    <bpmn:laneSet id="LS"><bpmn:lane id="L1" name="受理岗">
      <bpmn:flowNodeRef>StartEvent_1</bpmn:flowNodeRef><bpmn:flowNodeRef>Check</bpmn:flowNodeRef>
    </bpmn:lane></bpmn:laneSet>
    <bpmn:startEvent id="StartEvent_1" camunda:initiator="applicant" camunda:formKey="embedded:a.html">
      <bpmn:outgoing>F1</bpmn:outgoing>
      <bpmn:messageEventDefinition id="MED" messageRef="Message_1" />
    </bpmn:startEvent>
    <bpmn:sequenceFlow id="F1" sourceRef="StartEvent_1" targetRef="Check" />
    <bpmn:userTask id="Check" name="审查" camunda:assignee="${clerk}" camunda:candidateGroups="window"
      camunda:dueDate="${dateTime().plusDays(3)}" camunda:asyncBefore="true">
      <bpmn:documentation>看材料</bpmn:documentation>
      <bpmn:extensionElements>
        <camunda:formData><camunda:formField id="ok" label="通过" type="boolean" /></camunda:formData>
        <camunda:properties><camunda:property name="a" value="b" /></camunda:properties>
      </bpmn:extensionElements>
      <bpmn:incoming>F1</bpmn:incoming><bpmn:outgoing>F2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="F2" sourceRef="Check" targetRef="G" />
    <bpmn:exclusiveGateway id="G" default="F4" camunda:asyncAfter="true"/>
    <bpmn:sequenceFlow id="F3" name="是" sourceRef="G" targetRef="End_ok">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${ok == true &amp;&amp; area &lt;= 500}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="F4" sourceRef="G" targetRef="End_no" />
    <bpmn:endEvent id="End_ok" /><bpmn:endEvent id="End_no" />
    <bpmn:boundaryEvent id="B" cancelActivity="false" attachedToRef="Check">
      <bpmn:outgoing>F5</bpmn:outgoing>
      <bpmn:timerEventDefinition id="TED">
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT72H</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="F5" sourceRef="B" targetRef="Remind" />
    <bpmn:task id="Remind" /><bpmn:sequenceFlow id="F6" sourceRef="Remind" targetRef="End_no" />
    <bpmn:dataObjectReference id="DOR" dataObjectRef="DO" /><bpmn:dataObject id="DO" />
    <bpmn:group id="GR" categoryValueRef="CV" />
    <bpmn:textAnnotation id="TA2"><bpmn:text>x</bpmn:text></bpmn:textAnnotation>
    <bpmn:association id="AS" sourceRef="Check" targetRef="TA2" />
  </bpmn:process>
  <bpmn:message id="Message_1" name="申请" />
  <bpmn:category id="C"><bpmn:categoryValue id="CV" value="x" /></bpmn:category>
  <bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="PL" bpmnElement="Collab">
    <bpmndi:BPMNShape id="S1" bpmnElement="Check"><dc:Bounds x="1" y="2" width="3" height="4" /></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="E1" bpmnElement="F1"><di:waypoint x="1" y="2" /></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>"""

CAMUNDA8 = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D1" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="order" isExecutable="true">
    <bpmn:startEvent id="s"/>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="ask"/>
    <bpmn:userTask id="ask">
      <bpmn:extensionElements>
        <zeebe:userTask/><zeebe:assignmentDefinition candidateGroups="a, b"/>
        <zeebe:formDefinition formId="form"/>
      </bpmn:extensionElements>
      <bpmn:multiInstanceLoopCharacteristics>
        <bpmn:extensionElements>
          <zeebe:loopCharacteristics inputCollection="=units" inputElement="unit" outputCollection="answers" outputElement="=answer"/>
        </bpmn:extensionElements>
        <bpmn:completionCondition>= nrOfCompletedInstances &gt;= 2</bpmn:completionCondition>
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="g"/>
    <bpmn:exclusiveGateway id="g" default="f4"/>
    <bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="e">
      <bpmn:conditionExpression>=answer = "yes" and amount &gt;= 10</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f4" sourceRef="g" targetRef="e2"/>
    <bpmn:endEvent id="e"/><bpmn:endEvent id="e2"/>
  </bpmn:process>
</bpmn:definitions>"""

FLOWABLE = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
  xmlns:flowable="http://flowable.org/bpmn" typeLanguage="http://www.w3.org/2001/XMLSchema"
  expressionLanguage="http://www.w3.org/1999/XPath" targetNamespace="http://www.flowable.org/processdef">
  <process id="leave" name="请假" isExecutable="true">
    <documentation>请假</documentation>
    <startEvent id="startEvent1" flowable:formFieldValidation="true"/>
    <userTask id="apply" name="申请" flowable:assignee="${starter}" flowable:formKey="leave">
      <extensionElements>
        <flowable:formProperty id="days" name="天数" type="long" required="true"/>
        <modeler:initiator-can-complete xmlns:modeler="http://flowable.com/modeler"><![CDATA[false]]></modeler:initiator-can-complete>
      </extensionElements>
    </userTask>
    <sequenceFlow id="sid-1" sourceRef="startEvent1" targetRef="apply"/>
    <subProcess id="sub">
      <multiInstanceLoopCharacteristics isSequential="true" flowable:collection="${bosses}" flowable:elementVariable="boss"/>
      <startEvent id="st2"/><userTask id="sign" flowable:candidateUsers="${boss}"/><endEvent id="en2"/>
      <sequenceFlow id="a1" sourceRef="st2" targetRef="sign"/><sequenceFlow id="a2" sourceRef="sign" targetRef="en2"/>
    </subProcess>
    <sequenceFlow id="sid-2" sourceRef="apply" targetRef="sub">
      <conditionExpression xsi:type="tFormalExpression"></conditionExpression>
    </sequenceFlow>
    <serviceTask id="rule" flowable:type="dmn"><extensionElements>
      <flowable:field name="decisionTableReferenceKey"><flowable:string><![CDATA[grading]]></flowable:string></flowable:field>
    </extensionElements></serviceTask>
    <sequenceFlow id="sid-3" sourceRef="sub" targetRef="rule"/>
    <endEvent id="end"/><sequenceFlow id="sid-4" sourceRef="rule" targetRef="end"/>
  </process>
</definitions>"""

SIGNAVIO = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:signavio="http://www.signavio.com"
  xmlns:omgdi="http://www.omg.org/spec/DD/20100524/DI" exporter="Signavio Process Editor"
  expressionLanguage="http://www.w3.org/1999/XPath" id="sid-d" targetNamespace="http://www.signavio.com"
  typeLanguage="http://www.w3.org/2001/XMLSchema">
  <collaboration id="sid-c"><extensionElements/>
    <participant id="sid-p" name="Pool" processRef="sid-proc"><extensionElements/></participant>
  </collaboration>
  <process id="sid-proc" isClosed="false" isExecutable="false" name="Pool" processType="None">
    <extensionElements/>
    <laneSet id="sid-l"><extensionElements/><lane id="sid-lane" name="Lane"><flowNodeRef>sid-s</flowNodeRef></lane></laneSet>
    <startEvent id="sid-s" name=""><extensionElements><signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffff"/></extensionElements><outgoing>sid-f1</outgoing></startEvent>
    <task completionQuantity="1" id="sid-t" isForCompensation="false" name="Do" startQuantity="1">
      <incoming>sid-f1</incoming><outgoing>sid-f2</outgoing></task>
    <exclusiveGateway gatewayDirection="Diverging" id="sid-g"><incoming>sid-f2</incoming></exclusiveGateway>
    <endEvent id="sid-e1"/><endEvent id="sid-e2"/>
    <sequenceFlow id="sid-f1" name="" sourceRef="sid-s" targetRef="sid-t"/>
    <sequenceFlow id="sid-f2" name="" sourceRef="sid-t" targetRef="sid-g"/>
    <sequenceFlow id="sid-f3" name="Ja" sourceRef="sid-g" targetRef="sid-e1"/>
    <sequenceFlow id="sid-f4" name="Nein" sourceRef="sid-g" targetRef="sid-e2"/>
  </process>
</definitions>"""

BPMN_IO = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn2:definitions xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL" id="sample" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn2:process id="Process_1" isExecutable="true">
    <bpmn2:startEvent id="StartEvent_1"><bpmn2:outgoing>Flow_1</bpmn2:outgoing></bpmn2:startEvent>
    <bpmn2:task id="Activity_1"><bpmn2:incoming>Flow_1</bpmn2:incoming><bpmn2:outgoing>Flow_2</bpmn2:outgoing></bpmn2:task>
    <bpmn2:sequenceFlow id="Flow_1" sourceRef="StartEvent_1" targetRef="Activity_1"/>
    <bpmn2:endEvent id="Event_1"><bpmn2:incoming>Flow_2</bpmn2:incoming></bpmn2:endEvent>
    <bpmn2:sequenceFlow id="Flow_2" sourceRef="Activity_1" targetRef="Event_1"/>
  </bpmn2:process>
</bpmn2:definitions>"""

ACTIVITI = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:activiti="http://activiti.org/bpmn"
  targetNamespace="http://www.activiti.org/test">
  <process id="pay" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="call"/>
    <serviceTask id="call" activiti:class="com.example.Pay"/>
    <sequenceFlow id="f2" sourceRef="call" targetRef="ut"/>
    <userTask id="ut"><extensionElements>
      <activiti:taskListener event="create" class="com.example.L"/>
    </extensionElements></userTask>
    <sequenceFlow id="f3" sourceRef="ut" targetRef="sc">
      <extensionElements><activiti:executionListener event="take" expression="${x.y()}"/></extensionElements>
    </sequenceFlow>
    <scriptTask id="sc" scriptFormat="groovy"><script>println 'x'</script></scriptTask>
    <sequenceFlow id="f4" sourceRef="sc" targetRef="end"/><endEvent id="end"/>
  </process>
</definitions>"""
