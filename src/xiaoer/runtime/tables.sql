CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;
CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_case_events_are_kept_9a38a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_15399() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_tasktransferevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "from_unit_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "task_id", "to_unit_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."from_unit_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reason", NEW."state", NEW."task_id", NEW."to_unit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_1ca9f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_delegationevent" ("from_user_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_user_id", "valid_from", "valid_to") VALUES (NEW."from_user_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reason", NEW."to_user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_2388e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "registry_personevent" ("address_id", "id", "identity_number", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."address_id", NEW."id", NEW."identity_number", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_4a58a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_targetchangeevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "id", "kind", "new", "old", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "quote", "reason", "state", "target_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."kind", NEW."new", NEW."old", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."programme_id", NEW."quote", NEW."reason", NEW."state", NEW."target_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_55bb4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "registry_enterpriseevent" ("address_id", "closed_on", "credit_class", "form", "id", "industry", "legal_representative_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_on", "status", "uscc") VALUES (NEW."address_id", NEW."closed_on", NEW."credit_class", NEW."form", NEW."id", NEW."industry", NEW."legal_representative_id", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."registered_on", NEW."status", NEW."uscc"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_676bb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_monthlyreportevent" ("approved_by_id", "changed_at", "changed_by_id", "correction_reason", "countersigned_by_id", "digest", "drafted_by_id", "good_practice", "id", "month", "no_change", "no_change_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problems", "programme_id", "publicity", "reasons", "results", "returned_reason", "revision", "similarity", "state", "submitted_at", "unit_id", "version", "year") VALUES (NEW."approved_by_id", NEW."changed_at", NEW."changed_by_id", NEW."correction_reason", NEW."countersigned_by_id", NEW."digest", NEW."drafted_by_id", NEW."good_practice", NEW."id", NEW."month", NEW."no_change", NEW."no_change_reason", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."problems", NEW."programme_id", NEW."publicity", NEW."reasons", NEW."results", NEW."returned_reason", NEW."revision", NEW."similarity", NEW."state", NEW."submitted_at", NEW."unit_id", NEW."version", NEW."year"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_7bb28() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_changerequestevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "dues", "id", "new_finish", "old_finish", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "task_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."dues", NEW."id", NEW."new_finish", NEW."old_finish", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reason", NEW."state", NEW."task_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_7e9ab() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_userevent" ("date_joined", "email", "id", "is_active", "is_staff", "is_superuser", "language", "large_text", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme", "username") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."large_text", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."theme", NEW."username"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_8bec6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_targetevent" ("changed_at", "changed_by_id", "comparator", "deadline", "end", "id", "key", "masked", "measure_id", "note", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "programme_id", "qualifier", "quote", "responsible_id", "revision", "set_by_id", "set_until", "start", "state", "unit", "value", "value2") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."comparator", NEW."deadline", NEW."end", NEW."id", NEW."key", NEW."masked", NEW."measure_id", NEW."note", NEW."per", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."phrase", NEW."programme_id", NEW."qualifier", NEW."quote", NEW."responsible_id", NEW."revision", NEW."set_by_id", NEW."set_until", NEW."start", NEW."state", NEW."unit", NEW."value", NEW."value2"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_8ee7b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_rolegrantevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_9abf3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_cardevent" ("answer", "answered_at", "answered_by_id", "changed_by_id", "decided", "decided_at", "decided_by_id", "decision_reason", "ended_at", "ended_reason", "id", "lock_id", "notified_at", "opinion", "opinion_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "state", "unit_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."changed_by_id", NEW."decided", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."ended_at", NEW."ended_reason", NEW."id", NEW."lock_id", NEW."notified_at", NEW."opinion", NEW."opinion_by_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."proposed", NEW."state", NEW."unit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_9dc4a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_milestoneevent" ("done_on", "due", "evidence", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "task_id", "verified_at", "verified_by_id", "weight") VALUES (NEW."done_on", NEW."due", NEW."evidence", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."task_id", NEW."verified_at", NEW."verified_by_id", NEW."weight"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_a4bc3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "indicators_aimevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "target") VALUES (_pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."target"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_b84f8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "packs_packversionkeyversioneffectivefromeffectivetoevent" ("effective_from", "effective_to", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."effective_from", NEW."effective_to", NEW."key", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_insert_insert_dae98() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_taskevent" ("changed_at", "changed_by_id", "commitment_id", "decision", "deliverable", "evidence_kind", "evidence_type", "finish", "id", "lead_id", "level", "measure_id", "no_target_reason", "number", "owner_person", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "resources", "revision", "risks", "start", "text") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."commitment_id", NEW."decision", NEW."deliverable", NEW."evidence_kind", NEW."evidence_type", NEW."finish", NEW."id", NEW."lead_id", NEW."level", NEW."measure_id", NEW."no_target_reason", NEW."number", NEW."owner_person", NEW."parent_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."programme_id", NEW."resources", NEW."revision", NEW."risks", NEW."start", NEW."text"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_kept_3ab96() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_kept_6cc46() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_kept_f3b8b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_submitted_stays_3db89() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_07210() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_milestoneevent" ("done_on", "due", "evidence", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "task_id", "verified_at", "verified_by_id", "weight") VALUES (NEW."done_on", NEW."due", NEW."evidence", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."task_id", NEW."verified_at", NEW."verified_by_id", NEW."weight"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_249ce() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "registry_enterpriseevent" ("address_id", "closed_on", "credit_class", "form", "id", "industry", "legal_representative_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_on", "status", "uscc") VALUES (NEW."address_id", NEW."closed_on", NEW."credit_class", NEW."form", NEW."id", NEW."industry", NEW."legal_representative_id", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."registered_on", NEW."status", NEW."uscc"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3019a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "exchange_feedrowevent" ("faults", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "values") VALUES (NEW."faults", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."state", NEW."values"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_39298() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_targetevent" ("changed_at", "changed_by_id", "comparator", "deadline", "end", "id", "key", "masked", "measure_id", "note", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phrase", "programme_id", "qualifier", "quote", "responsible_id", "revision", "set_by_id", "set_until", "start", "state", "unit", "value", "value2") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."comparator", NEW."deadline", NEW."end", NEW."id", NEW."key", NEW."masked", NEW."measure_id", NEW."note", NEW."per", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."phrase", NEW."programme_id", NEW."qualifier", NEW."quote", NEW."responsible_id", NEW."revision", NEW."set_by_id", NEW."set_until", NEW."start", NEW."state", NEW."unit", NEW."value", NEW."value2"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_3be4d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "indicators_aimevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "target") VALUES (_pgh_attach_context(), NOW(), 'update', NEW."id", NEW."target"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_45989() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_monthlyreportevent" ("approved_by_id", "changed_at", "changed_by_id", "correction_reason", "countersigned_by_id", "digest", "drafted_by_id", "good_practice", "id", "month", "no_change", "no_change_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problems", "programme_id", "publicity", "reasons", "results", "returned_reason", "revision", "similarity", "state", "submitted_at", "unit_id", "version", "year") VALUES (NEW."approved_by_id", NEW."changed_at", NEW."changed_by_id", NEW."correction_reason", NEW."countersigned_by_id", NEW."digest", NEW."drafted_by_id", NEW."good_practice", NEW."id", NEW."month", NEW."no_change", NEW."no_change_reason", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."problems", NEW."programme_id", NEW."publicity", NEW."reasons", NEW."results", NEW."returned_reason", NEW."revision", NEW."similarity", NEW."state", NEW."submitted_at", NEW."unit_id", NEW."version", NEW."year"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_4c062() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "packs_packversionkeyversioneffectivefromeffectivetoevent" ("effective_from", "effective_to", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."effective_from", NEW."effective_to", NEW."key", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."version"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_56ba8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "registry_personevent" ("address_id", "id", "identity_number", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."address_id", NEW."id", NEW."identity_number", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_826cc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "exchange_findingevent" ("explanation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (NEW."explanation", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_86e64() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_userevent" ("date_joined", "email", "id", "is_active", "is_staff", "is_superuser", "language", "large_text", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "theme", "username") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."large_text", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."theme", NEW."username"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_9fd4f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_changerequestevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "dues", "id", "new_finish", "old_finish", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "task_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."dues", NEW."id", NEW."new_finish", NEW."old_finish", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reason", NEW."state", NEW."task_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_bc22a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_targetchangeevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "id", "kind", "new", "old", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "quote", "reason", "state", "target_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."kind", NEW."new", NEW."old", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."programme_id", NEW."quote", NEW."reason", NEW."state", NEW."target_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_bdda6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "catalogue_standardaddressevent" ("building", "city", "code", "county", "digest", "division_code", "estate", "floor", "group", "hamlet", "id", "identity", "lane", "loaded_at", "number", "organisation_id", "other_names", "owner", "owner_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plot", "point", "province", "registrant_limit", "registrants", "replaced_by", "road", "room", "source", "status", "sub", "text", "town", "unit", "uses", "valid_from", "valid_to", "version", "village") VALUES (OLD."building", OLD."city", OLD."code", OLD."county", OLD."digest", OLD."division_code", OLD."estate", OLD."floor", OLD."group", OLD."hamlet", OLD."id", OLD."identity", OLD."lane", OLD."loaded_at", OLD."number", OLD."organisation_id", OLD."other_names", OLD."owner", OLD."owner_kind", _pgh_attach_context(), NOW(), 'update', OLD."id", OLD."plot", OLD."point", OLD."province", OLD."registrant_limit", OLD."registrants", OLD."replaced_by", OLD."road", OLD."room", OLD."source", OLD."status", OLD."sub", OLD."text", OLD."town", OLD."unit", OLD."uses", OLD."valid_from", OLD."valid_to", OLD."version", OLD."village"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_becda() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_tasktransferevent" ("asked_at", "asked_by_id", "decided_at", "decided_by_id", "from_unit_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "task_id", "to_unit_id") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."from_unit_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reason", NEW."state", NEW."task_id", NEW."to_unit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_c881e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "indicators_revisionevent" ("pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") VALUES (_pgh_attach_context(), NOW(), 'update', NEW."id", NEW."state"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_caacd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_rolegrantevent" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_to") VALUES (NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."role", NEW."user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d16d1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "people_delegationevent" ("from_user_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "to_user_id", "valid_from", "valid_to") VALUES (NEW."from_user_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reason", NEW."to_user_id", NEW."valid_from", NEW."valid_to"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_d3843() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_taskevent" ("changed_at", "changed_by_id", "commitment_id", "decision", "deliverable", "evidence_kind", "evidence_type", "finish", "id", "lead_id", "level", "measure_id", "no_target_reason", "number", "owner_person", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "resources", "revision", "risks", "start", "text") VALUES (NEW."changed_at", NEW."changed_by_id", NEW."commitment_id", NEW."decision", NEW."deliverable", NEW."evidence_kind", NEW."evidence_type", NEW."finish", NEW."id", NEW."lead_id", NEW."level", NEW."measure_id", NEW."no_target_reason", NEW."number", NEW."owner_person", NEW."parent_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."programme_id", NEW."resources", NEW."revision", NEW."risks", NEW."start", NEW."text"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_update_update_defcd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "campaign_cardevent" ("answer", "answered_at", "answered_by_id", "changed_by_id", "decided", "decided_at", "decided_by_id", "decision_reason", "ended_at", "ended_reason", "id", "lock_id", "notified_at", "opinion", "opinion_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed", "state", "unit_id") VALUES (NEW."answer", NEW."answered_at", NEW."answered_by_id", NEW."changed_by_id", NEW."decided", NEW."decided_at", NEW."decided_by_id", NEW."decision_reason", NEW."ended_at", NEW."ended_reason", NEW."id", NEW."lock_id", NEW."notified_at", NEW."opinion", NEW."opinion_by_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."proposed", NEW."state", NEW."unit_id"); RETURN NULL;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_written_once_08d75() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_written_once_339f9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_written_once_38972() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_written_once_b2c9a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_written_once_b2e3d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE FUNCTION public.pgtrigger_written_once_bb8cd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;
CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);
ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);
ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);
ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);
ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);
ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);
ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_baseline (
    id bigint NOT NULL,
    version smallint NOT NULL,
    snapshot jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    frozen_by_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT baseline_digest_form CHECK (((digest)::text ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT campaign_baseline_version_check CHECK ((version >= 0))
);
ALTER TABLE public.campaign_baseline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_baseline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_cadence (
    id bigint NOT NULL,
    quote text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    schedule character varying(60) NOT NULL,
    who character varying(200) NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT cadence_span_in_order CHECK ((("end" > start) AND (start >= 0))),
    CONSTRAINT campaign_cadence_end_check CHECK (("end" >= 0)),
    CONSTRAINT campaign_cadence_start_check CHECK ((start >= 0))
);
ALTER TABLE public.campaign_cadence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_cadence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_card (
    id bigint NOT NULL,
    proposal text NOT NULL,
    proposed character varying(6) NOT NULL,
    state character varying(10) NOT NULL,
    notified_at timestamp with time zone,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    opinion text NOT NULL,
    decided character varying(6) NOT NULL,
    decision_reason character varying(500) NOT NULL,
    decided_at timestamp with time zone,
    ended_reason character varying(500) NOT NULL,
    ended_at timestamp with time zone,
    answered_by_id bigint,
    changed_by_id bigint,
    decided_by_id bigint,
    opinion_by_id bigint,
    unit_id bigint NOT NULL,
    lock_id bigint NOT NULL,
    CONSTRAINT card_decision_is_whole CHECK (((((decided)::text = ''::text) AND (decided_at IS NULL) AND (decided_by_id IS NULL)) OR ((NOT ((decided)::text = ''::text)) AND (decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT card_end_says_why CHECK (((ended_at IS NULL) OR (NOT ((ended_reason)::text = ''::text)))),
    CONSTRAINT card_heard_before_it_is_decided CHECK (((decided_at IS NULL) OR ((decided_at > notified_at) AND (notified_at IS NOT NULL)))),
    CONSTRAINT card_in_force_was_decided CHECK (((NOT ((state)::text = ANY (ARRAY[('decided'::character varying)::text, ('in_force'::character varying)::text, ('lifted'::character varying)::text]))) OR (NOT ((decided)::text = ''::text)))),
    CONSTRAINT card_other_than_proposed_says_why CHECK ((((decided)::text = ''::text) OR ((decided)::text = (proposed)::text) OR (NOT ((decision_reason)::text = ''::text))))
);
ALTER TABLE public.campaign_card ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_card_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_cardevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    proposed character varying(6) NOT NULL,
    state character varying(10) NOT NULL,
    notified_at timestamp with time zone,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    opinion text NOT NULL,
    decided character varying(6) NOT NULL,
    decision_reason character varying(500) NOT NULL,
    decided_at timestamp with time zone,
    ended_reason character varying(500) NOT NULL,
    ended_at timestamp with time zone,
    answered_by_id bigint,
    changed_by_id bigint,
    decided_by_id bigint,
    opinion_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    lock_id bigint NOT NULL
);
ALTER TABLE public.campaign_cardevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_cardevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_changerequest (
    id bigint NOT NULL,
    old_finish date NOT NULL,
    new_finish date NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    task_id bigint NOT NULL,
    dues jsonb NOT NULL,
    CONSTRAINT change_has_a_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT change_moves_the_date CHECK ((NOT (new_finish = old_finish)))
);
ALTER TABLE public.campaign_changerequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_changerequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_changerequestevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    old_finish date NOT NULL,
    new_finish date NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    task_id bigint NOT NULL,
    dues jsonb NOT NULL
);
ALTER TABLE public.campaign_changerequestevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_changerequestevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_commitment (
    id bigint NOT NULL,
    number smallint NOT NULL,
    text text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    measure_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT campaign_commitment_end_check CHECK (("end" >= 0)),
    CONSTRAINT campaign_commitment_number_check CHECK ((number >= 0)),
    CONSTRAINT campaign_commitment_start_check CHECK ((start >= 0)),
    CONSTRAINT commitment_span_in_order CHECK ((("end" > start) AND (start >= 0)))
);
ALTER TABLE public.campaign_commitment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_commitment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_heading (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    level smallint NOT NULL,
    marker character varying(20) NOT NULL,
    title character varying(300) NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    text_end integer NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT campaign_heading_end_check CHECK (("end" >= 0)),
    CONSTRAINT campaign_heading_level_check CHECK ((level >= 0)),
    CONSTRAINT campaign_heading_start_check CHECK ((start >= 0)),
    CONSTRAINT campaign_heading_text_end_check CHECK ((text_end >= 0)),
    CONSTRAINT heading_span_in_order CHECK ((("end" > start) AND (start >= 0)))
);
ALTER TABLE public.campaign_heading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_heading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_measure (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    part character varying(40) NOT NULL,
    number integer NOT NULL,
    title character varying(300) NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    named_units character varying(120)[] NOT NULL,
    lead_id bigint,
    programme_id bigint NOT NULL,
    CONSTRAINT campaign_measure_end_check CHECK (("end" >= 0)),
    CONSTRAINT campaign_measure_number_check CHECK ((number >= 0)),
    CONSTRAINT campaign_measure_start_check CHECK ((start >= 0)),
    CONSTRAINT measure_span_in_order CHECK ((("end" > start) AND (start >= 0)))
);
ALTER TABLE public.campaign_measure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_measure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_milestone (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    weight smallint NOT NULL,
    due date NOT NULL,
    evidence character varying(300) NOT NULL,
    done_on date,
    verified_at timestamp with time zone,
    verified_by_id bigint,
    task_id bigint NOT NULL,
    CONSTRAINT campaign_milestone_weight_check CHECK ((weight >= 0)),
    CONSTRAINT milestone_verified_only_when_done CHECK (((verified_at IS NULL) OR (done_on IS NOT NULL))),
    CONSTRAINT milestone_verifier_signs CHECK ((((verified_at IS NULL) AND (verified_by_id IS NULL)) OR ((verified_at IS NOT NULL) AND (verified_by_id IS NOT NULL)))),
    CONSTRAINT milestone_weight_a_share CHECK (((weight >= 1) AND (weight <= 100)))
);
ALTER TABLE public.campaign_milestone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_milestone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_milestoneevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    weight smallint NOT NULL,
    due date NOT NULL,
    evidence character varying(300) NOT NULL,
    done_on date,
    verified_at timestamp with time zone,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    verified_by_id bigint,
    task_id bigint NOT NULL,
    CONSTRAINT campaign_milestoneevent_weight_check CHECK ((weight >= 0))
);
ALTER TABLE public.campaign_milestoneevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_milestoneevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_monthlyreport (
    id bigint NOT NULL,
    year smallint NOT NULL,
    month smallint NOT NULL,
    version smallint NOT NULL,
    state character varying(12) NOT NULL,
    results text NOT NULL,
    good_practice text NOT NULL,
    publicity text NOT NULL,
    problems jsonb NOT NULL,
    reasons jsonb NOT NULL,
    no_change boolean NOT NULL,
    no_change_reason character varying(200) NOT NULL,
    correction_reason character varying(200) NOT NULL,
    returned_reason character varying(200) NOT NULL,
    facts jsonb NOT NULL,
    digest character varying(64) NOT NULL,
    similarity double precision,
    submitted_at timestamp with time zone,
    revision integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    approved_by_id bigint,
    changed_by_id bigint,
    countersigned_by_id bigint,
    drafted_by_id bigint,
    programme_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT campaign_monthlyreport_month_check CHECK ((month >= 0)),
    CONSTRAINT campaign_monthlyreport_revision_check CHECK ((revision >= 0)),
    CONSTRAINT campaign_monthlyreport_version_check CHECK ((version >= 0)),
    CONSTRAINT campaign_monthlyreport_year_check CHECK ((year >= 0)),
    CONSTRAINT report_approver_is_not_drafter CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = drafted_by_id) AND (approved_by_id IS NOT NULL) AND (drafted_by_id IS NOT NULL))))),
    CONSTRAINT report_correction_says_why CHECK (((version = 1) OR (NOT ((correction_reason)::text = ''::text)))),
    CONSTRAINT report_month CHECK (((month >= 1) AND (month <= 12))),
    CONSTRAINT report_no_change_says_why CHECK (((NOT no_change) OR ((state)::text = 'drafting'::text) OR (NOT ((no_change_reason)::text = ''::text)))),
    CONSTRAINT report_submitted_is_signed CHECK (((NOT ((state)::text = 'submitted'::text)) OR ((approved_by_id IS NOT NULL) AND ((digest)::text ~ '^[0-9a-f]{64}$'::text) AND (submitted_at IS NOT NULL))))
);
ALTER TABLE public.campaign_monthlyreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_monthlyreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_monthlyreportevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    year smallint NOT NULL,
    month smallint NOT NULL,
    version smallint NOT NULL,
    state character varying(12) NOT NULL,
    results text NOT NULL,
    good_practice text NOT NULL,
    publicity text NOT NULL,
    problems jsonb NOT NULL,
    reasons jsonb NOT NULL,
    no_change boolean NOT NULL,
    no_change_reason character varying(200) NOT NULL,
    correction_reason character varying(200) NOT NULL,
    returned_reason character varying(200) NOT NULL,
    digest character varying(64) NOT NULL,
    similarity double precision,
    submitted_at timestamp with time zone,
    revision integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    approved_by_id bigint,
    changed_by_id bigint,
    countersigned_by_id bigint,
    drafted_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT campaign_monthlyreportevent_month_check CHECK ((month >= 0)),
    CONSTRAINT campaign_monthlyreportevent_revision_check CHECK ((revision >= 0)),
    CONSTRAINT campaign_monthlyreportevent_version_check CHECK ((version >= 0)),
    CONSTRAINT campaign_monthlyreportevent_year_check CHECK ((year >= 0))
);
ALTER TABLE public.campaign_monthlyreportevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_monthlyreportevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_notice (
    id bigint NOT NULL,
    kind character varying(4) NOT NULL,
    due date NOT NULL,
    written_on date NOT NULL,
    programme_id bigint NOT NULL,
    unit_id bigint NOT NULL
);
ALTER TABLE public.campaign_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_plantext (
    id bigint NOT NULL,
    file_name character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    sha256 character varying(64) NOT NULL,
    kind character varying(12) NOT NULL,
    encoding character varying(30) NOT NULL,
    script character varying(12) NOT NULL,
    text text NOT NULL,
    warnings jsonb NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT plan_sha256_form CHECK (((sha256)::text ~ '^[0-9a-f]{64}$'::text))
);
ALTER TABLE public.campaign_plantext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_plantext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_programme (
    id bigint NOT NULL,
    title character varying(200) NOT NULL,
    year smallint,
    issue_date date NOT NULL,
    state character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    closed_at timestamp with time zone,
    closed_by_id bigint,
    closed_reason character varying(200) NOT NULL,
    CONSTRAINT campaign_programme_year_check CHECK ((year >= 0)),
    CONSTRAINT programme_closed_by_somebody_for_a_reason CHECK ((((closed_at IS NULL) AND (closed_by_id IS NULL)) OR ((closed_at IS NOT NULL) AND (closed_by_id IS NOT NULL) AND (NOT ((closed_reason)::text = ''::text))))),
    CONSTRAINT programme_year_plausible CHECK (((year IS NULL) OR ((year >= 1990) AND (year <= 2100))))
);
ALTER TABLE public.campaign_programme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_programme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_programmeevent (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    kind character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    payload jsonb NOT NULL,
    actor_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT campaign_programmeevent_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE public.campaign_programmeevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_programmeevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_quarterlock (
    id bigint NOT NULL,
    year smallint NOT NULL,
    quarter smallint NOT NULL,
    evidence text NOT NULL,
    results text NOT NULL,
    rules text NOT NULL,
    digest character varying(64) NOT NULL,
    locked_at timestamp with time zone NOT NULL,
    locked_by_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    CONSTRAINT campaign_quarterlock_quarter_check CHECK ((quarter >= 0)),
    CONSTRAINT campaign_quarterlock_year_check CHECK ((year >= 0)),
    CONSTRAINT quarter_digest_form CHECK (((digest)::text ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT quarter_is_one CHECK (((quarter >= 1) AND (quarter <= 4)))
);
ALTER TABLE public.campaign_quarterlock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_quarterlock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_target (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    phrase character varying(200) NOT NULL,
    comparator character varying(12) NOT NULL,
    value numeric(20,6),
    value2 numeric(20,6),
    unit character varying(30) NOT NULL,
    per character varying(30) NOT NULL,
    masked boolean NOT NULL,
    qualifier character varying(60) NOT NULL,
    deadline character varying(60) NOT NULL,
    quote text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    state character varying(10) NOT NULL,
    note character varying(300) NOT NULL,
    revision integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    measure_id bigint,
    programme_id bigint NOT NULL,
    responsible_id bigint,
    set_by_id bigint,
    set_until date,
    CONSTRAINT campaign_target_end_check CHECK (("end" >= 0)),
    CONSTRAINT campaign_target_revision_check CHECK ((revision >= 0)),
    CONSTRAINT campaign_target_start_check CHECK ((start >= 0)),
    CONSTRAINT target_number_has_who_and_when CHECK ((((set_by_id IS NULL) AND (set_until IS NULL)) OR ((set_by_id IS NOT NULL) AND (set_until IS NOT NULL)))),
    CONSTRAINT target_range_has_both_ends CHECK (((NOT ((comparator)::text = 'range'::text)) OR (masked AND (value IS NULL)) OR (value2 >= value))),
    CONSTRAINT target_span_in_order CHECK ((("end" > start) AND (start >= 0))),
    CONSTRAINT target_value_or_left_to_city CHECK (((value IS NOT NULL) OR masked))
);
ALTER TABLE public.campaign_target ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_target_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_targetchange (
    id bigint NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    kind character varying(5) NOT NULL,
    quote text NOT NULL,
    old jsonb NOT NULL,
    new jsonb NOT NULL,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    programme_id bigint NOT NULL,
    target_id bigint,
    CONSTRAINT target_change_has_a_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT target_change_names_its_target CHECK ((((kind)::text = 'add'::text) OR (target_id IS NOT NULL)))
);
ALTER TABLE public.campaign_targetchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_targetchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_targetchangeevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    kind character varying(5) NOT NULL,
    quote text NOT NULL,
    old jsonb NOT NULL,
    new jsonb NOT NULL,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    target_id bigint
);
ALTER TABLE public.campaign_targetchangeevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_targetchangeevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_targetevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    phrase character varying(200) NOT NULL,
    comparator character varying(12) NOT NULL,
    value numeric(20,6),
    value2 numeric(20,6),
    unit character varying(30) NOT NULL,
    per character varying(30) NOT NULL,
    masked boolean NOT NULL,
    qualifier character varying(60) NOT NULL,
    deadline character varying(60) NOT NULL,
    quote text NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    state character varying(10) NOT NULL,
    note character varying(300) NOT NULL,
    revision integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    measure_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    responsible_id bigint,
    set_by_id bigint,
    set_until date,
    CONSTRAINT campaign_targetevent_end_check CHECK (("end" >= 0)),
    CONSTRAINT campaign_targetevent_revision_check CHECK ((revision >= 0)),
    CONSTRAINT campaign_targetevent_start_check CHECK ((start >= 0))
);
ALTER TABLE public.campaign_targetevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_targetevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_task (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    text text NOT NULL,
    level character varying(8) NOT NULL,
    owner_person character varying(60) NOT NULL,
    start date NOT NULL,
    finish date NOT NULL,
    deliverable character varying(300) NOT NULL,
    evidence_type character varying(120) NOT NULL,
    no_target_reason character varying(200) NOT NULL,
    resources character varying(300) NOT NULL,
    risks character varying(300) NOT NULL,
    decision character varying(10) NOT NULL,
    revision integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    commitment_id bigint,
    lead_id bigint,
    measure_id bigint NOT NULL,
    parent_id bigint,
    programme_id bigint NOT NULL,
    evidence_kind character varying(12) NOT NULL,
    CONSTRAINT campaign_task_revision_check CHECK ((revision >= 0)),
    CONSTRAINT task_dates_in_order CHECK ((finish >= start)),
    CONSTRAINT task_not_its_own_parent CHECK ((NOT ((parent_id = id) AND (parent_id IS NOT NULL))))
);
CREATE TABLE public.campaign_task_coops (
    id bigint NOT NULL,
    task_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);
ALTER TABLE public.campaign_task_coops ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_task_coops_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.campaign_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_task_targets (
    id bigint NOT NULL,
    task_id bigint NOT NULL,
    target_id bigint NOT NULL
);
ALTER TABLE public.campaign_task_targets ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_task_targets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_taskevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    text text NOT NULL,
    level character varying(8) NOT NULL,
    owner_person character varying(60) NOT NULL,
    start date NOT NULL,
    finish date NOT NULL,
    deliverable character varying(300) NOT NULL,
    evidence_type character varying(120) NOT NULL,
    no_target_reason character varying(200) NOT NULL,
    resources character varying(300) NOT NULL,
    risks character varying(300) NOT NULL,
    decision character varying(10) NOT NULL,
    revision integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    commitment_id bigint,
    lead_id bigint,
    measure_id bigint NOT NULL,
    parent_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    programme_id bigint NOT NULL,
    evidence_kind character varying(12) NOT NULL,
    CONSTRAINT campaign_taskevent_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.campaign_taskevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_taskevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_tasktransfer (
    id bigint NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    from_unit_id bigint NOT NULL,
    task_id bigint NOT NULL,
    to_unit_id bigint NOT NULL,
    CONSTRAINT transfer_has_a_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT transfer_to_another CHECK ((NOT (from_unit_id = to_unit_id)))
);
ALTER TABLE public.campaign_tasktransfer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_tasktransfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_tasktransferevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    from_unit_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    task_id bigint NOT NULL,
    to_unit_id bigint NOT NULL
);
ALTER TABLE public.campaign_tasktransferevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_tasktransferevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.campaign_unitbreakdown (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    returned_reason character varying(300) NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    programme_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    signed_at timestamp with time zone,
    signed_by_id bigint,
    signed_digest character varying(64) NOT NULL
);
ALTER TABLE public.campaign_unitbreakdown ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaign_unitbreakdown_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE SEQUENCE public.case_number
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.cases_calendarnotice (
    id bigint NOT NULL,
    year smallint NOT NULL,
    document character varying(80) NOT NULL,
    off jsonb NOT NULL,
    make_up jsonb NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id bigint NOT NULL,
    CONSTRAINT cases_calendarnotice_year_check CHECK ((year >= 0)),
    CONSTRAINT notice_names_its_document CHECK ((NOT ((document)::text = ''::text)))
);
ALTER TABLE public.cases_calendarnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_calendarnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_case (
    id bigint NOT NULL,
    number character varying(32) NOT NULL,
    item_key character varying(64) NOT NULL,
    item_title character varying(200) NOT NULL,
    parent_step character varying(120) NOT NULL,
    applicant_name character varying(200) NOT NULL,
    county_code character varying(6) NOT NULL,
    channel character varying(8) NOT NULL,
    state character varying(12) NOT NULL,
    outcome character varying(12) NOT NULL,
    commitment boolean NOT NULL,
    answers jsonb NOT NULL,
    outcomes jsonb NOT NULL,
    clocks jsonb NOT NULL,
    held_wclk bigint NOT NULL,
    held_wday integer NOT NULL,
    calendar_version character varying(16) NOT NULL,
    due_at timestamp with time zone,
    due_kind character varying(12) NOT NULL,
    wake_at timestamp with time zone,
    told jsonb NOT NULL,
    process bytea NOT NULL,
    open_steps jsonb NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    decided_at timestamp with time zone,
    ended_at timestamp with time zone,
    sequence integer NOT NULL,
    head character varying(64) NOT NULL,
    request_key character varying(64),
    applicant_id bigint,
    enterprise_id bigint,
    organisation_id bigint NOT NULL,
    pack_version_id bigint NOT NULL,
    parent_id bigint,
    previous_id bigint,
    CONSTRAINT case_county_code_form CHECK ((((county_code)::text = ''::text) OR ((county_code)::text ~ '^\d{6}$'::text))),
    CONSTRAINT case_ended_has_no_wake CHECK (((ended_at IS NULL) OR (due_at IS NULL))),
    CONSTRAINT case_not_its_own_parent CHECK (((parent_id IS NULL) OR (NOT ((parent_id = id) AND (parent_id IS NOT NULL))))),
    CONSTRAINT case_result_when_ended CHECK (((NOT ((state)::text = 'ended'::text)) OR (NOT ((outcome)::text = ''::text)))),
    CONSTRAINT cases_case_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE public.cases_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_caseevent (
    id bigint NOT NULL,
    sequence integer NOT NULL,
    kind character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    wclk bigint NOT NULL,
    wday integer NOT NULL,
    payload jsonb NOT NULL,
    previous_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    request_key character varying(64),
    actor_id bigint,
    case_id bigint NOT NULL,
    organisation_id bigint,
    CONSTRAINT cases_caseevent_sequence_check CHECK ((sequence >= 0))
);
ALTER TABLE public.cases_caseevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_caseevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_delivery (
    id bigint NOT NULL,
    attempts smallint NOT NULL,
    next_at timestamp with time zone,
    delivered_at timestamp with time zone,
    last_status smallint,
    last_problem character varying(200) NOT NULL,
    event_id bigint NOT NULL,
    webhook_id bigint NOT NULL,
    CONSTRAINT cases_delivery_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT cases_delivery_last_status_check CHECK ((last_status >= 0))
);
ALTER TABLE public.cases_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_draft (
    id bigint NOT NULL,
    item_key character varying(64) NOT NULL,
    answers jsonb NOT NULL,
    pages_done jsonb NOT NULL,
    commitment boolean NOT NULL,
    started_at timestamp with time zone NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    revision integer NOT NULL,
    parent_step character varying(120) NOT NULL,
    case_id bigint,
    enterprise_id bigint,
    pack_version_id bigint NOT NULL,
    parent_id bigint,
    user_id bigint NOT NULL,
    confirmed character varying(64) NOT NULL,
    CONSTRAINT cases_draft_revision_check CHECK ((revision >= 0))
);
ALTER TABLE public.cases_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_material (
    id bigint NOT NULL,
    key character varying(64) NOT NULL,
    title character varying(200) NOT NULL,
    satisfied_by character varying(8) NOT NULL,
    source character varying(200) NOT NULL,
    file character varying(200) NOT NULL,
    name character varying(200) NOT NULL,
    content_type character varying(80) NOT NULL,
    size bigint NOT NULL,
    sha256 character varying(64) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    replaced boolean NOT NULL,
    verdict character varying(8) NOT NULL,
    remark character varying(300) NOT NULL,
    added_by_id bigint,
    case_id bigint,
    draft_id bigint,
    CONSTRAINT cases_material_size_check CHECK ((size >= 0)),
    CONSTRAINT material_belongs_somewhere CHECK (((draft_id IS NOT NULL) OR (case_id IS NOT NULL))),
    CONSTRAINT material_upload_has_a_file CHECK (((NOT ((satisfied_by)::text = 'upload'::text)) OR ((NOT ((file)::text = ''::text)) AND ((sha256)::text ~ '^[0-9a-f]{64}$'::text))))
);
ALTER TABLE public.cases_material ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_material_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_notice (
    id bigint NOT NULL,
    role character varying(24) NOT NULL,
    kind character varying(32) NOT NULL,
    text character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    case_id bigint NOT NULL,
    organisation_id bigint,
    user_id bigint
);
ALTER TABLE public.cases_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_paper (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    kind character varying(16) NOT NULL,
    title character varying(200) NOT NULL,
    body jsonb NOT NULL,
    event_sequence integer NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL,
    issued_by_id bigint,
    CONSTRAINT cases_paper_event_sequence_check CHECK ((event_sequence >= 0))
);
ALTER TABLE public.cases_paper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_paper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_rating (
    id bigint NOT NULL,
    step character varying(120) NOT NULL,
    level smallint NOT NULL,
    reasons jsonb NOT NULL,
    words character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT cases_rating_level_check CHECK ((level >= 0)),
    CONSTRAINT rating_five_levels CHECK (((level >= 1) AND (level <= 5))),
    CONSTRAINT rating_low_says_why CHECK (((level >= 4) OR (NOT (reasons = '[]'::jsonb)) OR (NOT ((words)::text = ''::text))))
);
ALTER TABLE public.cases_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_savedfilter (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    query character varying(500) NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.cases_savedfilter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_savedfilter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_signature (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    identity_hash character varying(64) NOT NULL,
    signed_at timestamp with time zone,
    digest character varying(64) NOT NULL,
    draft_id bigint NOT NULL,
    user_id bigint,
    token character varying(40) NOT NULL,
    CONSTRAINT signature_names_what_was_signed CHECK (((signed_at IS NULL) OR (NOT ((digest)::text = ''::text))))
);
ALTER TABLE public.cases_signature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_signature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_todo (
    id bigint NOT NULL,
    step character varying(120) NOT NULL,
    key character varying(64) NOT NULL,
    title character varying(200) NOT NULL,
    role character varying(24) NOT NULL,
    state character varying(10) NOT NULL,
    since timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    held boolean NOT NULL,
    done_at timestamp with time zone,
    outcome character varying(64) NOT NULL,
    assignee_id bigint,
    case_id bigint NOT NULL,
    done_by_id bigint,
    organisation_id bigint,
    CONSTRAINT todo_done_says_when CHECK (((NOT ((state)::text = 'done'::text)) OR (done_at IS NOT NULL)))
);
ALTER TABLE public.cases_todo ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_todo_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_turn (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    taken_at timestamp with time zone NOT NULL
);
ALTER TABLE public.cases_turn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_turn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.cases_webhook (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    url character varying(300) NOT NULL,
    secret character varying(80) NOT NULL,
    kinds jsonb NOT NULL,
    active boolean NOT NULL,
    last_event bigint NOT NULL,
    organisation_id bigint NOT NULL
);
ALTER TABLE public.cases_webhook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_webhook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalogue_addressname (
    id bigint NOT NULL,
    name character varying(140) NOT NULL,
    short character varying(140) NOT NULL,
    county character varying(30) NOT NULL
);
ALTER TABLE public.catalogue_addressname ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_addressname_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalogue_registrant (
    id bigint NOT NULL,
    case_number character varying(32) NOT NULL,
    name character varying(200) NOT NULL,
    trade_name character varying(40) NOT NULL,
    extra boolean NOT NULL,
    uscc character varying(18) NOT NULL,
    state character varying(10) NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    registered_at timestamp with time zone,
    left_at timestamp with time zone,
    address_id bigint NOT NULL,
    CONSTRAINT registrant_state_and_dates CHECK ((((registered_at IS NULL) AND ((state)::text = ANY (ARRAY[('applied'::character varying)::text, ('released'::character varying)::text]))) OR ((left_at IS NULL) AND (registered_at IS NOT NULL) AND ((state)::text = 'registered'::text)) OR ((left_at IS NOT NULL) AND ((state)::text = 'left'::text))))
);
ALTER TABLE public.catalogue_registrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_registrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalogue_standardaddress (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    text character varying(300) NOT NULL,
    province character varying(30) NOT NULL,
    city character varying(30) NOT NULL,
    county character varying(30) NOT NULL,
    town character varying(40) NOT NULL,
    village character varying(40) NOT NULL,
    hamlet character varying(40) NOT NULL,
    "group" character varying(20) NOT NULL,
    road character varying(60) NOT NULL,
    lane character varying(30) NOT NULL,
    number character varying(30) NOT NULL,
    sub character varying(20) NOT NULL,
    estate character varying(80) NOT NULL,
    building character varying(40) NOT NULL,
    unit character varying(20) NOT NULL,
    floor character varying(20) NOT NULL,
    room character varying(60) NOT NULL,
    plot character varying(120) NOT NULL,
    other_names jsonb NOT NULL,
    keys bigint[] NOT NULL,
    identity bigint NOT NULL,
    uses character varying(16)[] NOT NULL,
    registrants integer NOT NULL,
    registrant_limit integer,
    owner character varying(120) NOT NULL,
    owner_kind character varying(8) NOT NULL,
    point jsonb,
    status character varying(12) NOT NULL,
    replaced_by character varying(40) NOT NULL,
    division_code character varying(6) NOT NULL,
    source character varying(80) NOT NULL,
    valid_from date,
    valid_to date,
    version integer NOT NULL,
    digest character varying(64) NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    organisation_id bigint,
    CONSTRAINT catalogue_standardaddress_registrant_limit_check CHECK ((registrant_limit >= 0)),
    CONSTRAINT catalogue_standardaddress_registrants_check CHECK ((registrants >= 0)),
    CONSTRAINT catalogue_standardaddress_version_check CHECK ((version >= 0)),
    CONSTRAINT standard_address_dates_in_order CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT standard_address_division_form CHECK ((((division_code)::text = ''::text) OR ((division_code)::text ~ '^\d{6}$'::text))),
    CONSTRAINT standard_address_has_keys CHECK ((
CASE
    WHEN (keys IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(keys, 1), 0)
END >= 1)),
    CONSTRAINT standard_address_names_a_place CHECK ((NOT (((estate)::text = ''::text) AND ((hamlet)::text = ''::text) AND ((plot)::text = ''::text) AND ((road)::text = ''::text) AND ((village)::text = ''::text)))),
    CONSTRAINT standard_address_status_known CHECK (((status)::text = ANY (ARRAY[('active'::character varying)::text, ('planned'::character varying)::text, ('barred'::character varying)::text, ('withdrawn'::character varying)::text]))),
    CONSTRAINT standard_address_uses_known CHECK ((uses <@ ARRAY['residential'::character varying(16), 'commercial'::character varying(16), 'office'::character varying(16), 'industrial'::character varying(16), 'storage'::character varying(16), 'public'::character varying(16), 'agricultural'::character varying(16)]))
);
ALTER TABLE public.catalogue_standardaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_standardaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.catalogue_standardaddressevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    text character varying(300) NOT NULL,
    province character varying(30) NOT NULL,
    city character varying(30) NOT NULL,
    county character varying(30) NOT NULL,
    town character varying(40) NOT NULL,
    village character varying(40) NOT NULL,
    hamlet character varying(40) NOT NULL,
    "group" character varying(20) NOT NULL,
    road character varying(60) NOT NULL,
    lane character varying(30) NOT NULL,
    number character varying(30) NOT NULL,
    sub character varying(20) NOT NULL,
    estate character varying(80) NOT NULL,
    building character varying(40) NOT NULL,
    unit character varying(20) NOT NULL,
    floor character varying(20) NOT NULL,
    room character varying(60) NOT NULL,
    plot character varying(120) NOT NULL,
    other_names jsonb NOT NULL,
    identity bigint NOT NULL,
    uses character varying(16)[] NOT NULL,
    registrants integer NOT NULL,
    registrant_limit integer,
    owner character varying(120) NOT NULL,
    owner_kind character varying(8) NOT NULL,
    point jsonb,
    status character varying(12) NOT NULL,
    replaced_by character varying(40) NOT NULL,
    division_code character varying(6) NOT NULL,
    source character varying(80) NOT NULL,
    valid_from date,
    valid_to date,
    version integer NOT NULL,
    digest character varying(64) NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    organisation_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT catalogue_standardaddressevent_registrant_limit_check CHECK ((registrant_limit >= 0)),
    CONSTRAINT catalogue_standardaddressevent_registrants_check CHECK ((registrants >= 0)),
    CONSTRAINT catalogue_standardaddressevent_version_check CHECK ((version >= 0))
);
ALTER TABLE public.catalogue_standardaddressevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_standardaddressevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);
ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);
ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);
ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);
CREATE TABLE public.exchange_feedbatch (
    id bigint NOT NULL,
    feed_key character varying(64) NOT NULL,
    batch_id character varying(80) NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    produced_at timestamp with time zone NOT NULL,
    row_count integer NOT NULL,
    control_totals jsonb NOT NULL,
    signature text NOT NULL,
    digest character varying(64) NOT NULL,
    channel character varying(8) NOT NULL,
    level character varying(8) NOT NULL,
    reason text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    pack_version_id bigint NOT NULL,
    producer_id bigint NOT NULL,
    received_by_id bigint,
    CONSTRAINT batch_period_in_order CHECK ((period_start <= period_end)),
    CONSTRAINT batch_rejected_says_why CHECK ((((level)::text = 'accepted'::text) OR (NOT (reason = ''::text)))),
    CONSTRAINT exchange_feedbatch_row_count_check CHECK ((row_count >= 0))
);
ALTER TABLE public.exchange_feedbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_feedbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_feedkey (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    secret character varying(80) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    made_by_id bigint,
    organisation_id bigint NOT NULL
);
ALTER TABLE public.exchange_feedkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_feedkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_feedreminder (
    id bigint NOT NULL,
    feed_key character varying(64) NOT NULL,
    due date NOT NULL,
    at timestamp with time zone NOT NULL,
    producer_id bigint NOT NULL
);
ALTER TABLE public.exchange_feedreminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_feedreminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_feedrow (
    id bigint NOT NULL,
    feed_key character varying(64) NOT NULL,
    row_key character varying(120) NOT NULL,
    revision integer NOT NULL,
    line integer NOT NULL,
    county_code character varying(6) NOT NULL,
    period_start date NOT NULL,
    period_end date NOT NULL,
    "values" jsonb NOT NULL,
    state character varying(12) NOT NULL,
    faults jsonb NOT NULL,
    settled_at timestamp with time zone,
    batch_id bigint NOT NULL,
    settled_by_id bigint,
    CONSTRAINT exchange_feedrow_line_check CHECK ((line >= 0)),
    CONSTRAINT exchange_feedrow_revision_check CHECK ((revision >= 0)),
    CONSTRAINT row_quarantined_says_why CHECK (((NOT ((state)::text = 'quarantined'::text)) OR (NOT (faults = '[]'::jsonb))))
);
ALTER TABLE public.exchange_feedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_feedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_feedrowevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(12) NOT NULL,
    "values" jsonb NOT NULL,
    faults jsonb NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.exchange_feedrowevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_feedrowevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_findingevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(12) NOT NULL,
    explanation character varying(500) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.exchange_findingevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_findingevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.exchange_integrityfinding (
    id bigint NOT NULL,
    kind character varying(32) NOT NULL,
    measure character varying(64) NOT NULL,
    subject character varying(120) NOT NULL,
    county_code character varying(6) NOT NULL,
    text character varying(300) NOT NULL,
    state character varying(12) NOT NULL,
    explanation character varying(500) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    case_id bigint,
    organisation_id bigint,
    row_id bigint,
    settled_by_id bigint,
    CONSTRAINT finding_settled_says_why CHECK ((((settled_at IS NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (settled_at IS NOT NULL) AND (NOT ((explanation)::text = ''::text)))))
);
ALTER TABLE public.exchange_integrityfinding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.exchange_integrityfinding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.indicators_aimevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    target double precision NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.indicators_aimevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_aimevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.indicators_assessment (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    title character varying(100) NOT NULL,
    document character varying(200) NOT NULL,
    data text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT assessment_has_its_document CHECK ((NOT ((document)::text = ''::text)))
);
ALTER TABLE public.indicators_assessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_assessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.indicators_cityaim (
    id bigint NOT NULL,
    indicator character varying(64) NOT NULL,
    year smallint NOT NULL,
    target double precision NOT NULL,
    document character varying(200) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by_id bigint NOT NULL,
    CONSTRAINT aim_has_its_document CHECK ((NOT ((document)::text = ''::text))),
    CONSTRAINT indicators_cityaim_year_check CHECK ((year >= 0))
);
ALTER TABLE public.indicators_cityaim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_cityaim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.indicators_closedmonth (
    id bigint NOT NULL,
    year smallint NOT NULL,
    month smallint NOT NULL,
    digest character varying(64) NOT NULL,
    closed_at timestamp with time zone NOT NULL,
    closed_by_id bigint,
    CONSTRAINT closed_month_is_one CHECK (((month >= 1) AND (month <= 12))),
    CONSTRAINT indicators_closedmonth_month_check CHECK ((month >= 0)),
    CONSTRAINT indicators_closedmonth_year_check CHECK ((year >= 0))
);
ALTER TABLE public.indicators_closedmonth ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_closedmonth_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.indicators_enteredvalue (
    id bigint NOT NULL,
    indicator character varying(64) NOT NULL,
    year smallint NOT NULL,
    value double precision NOT NULL,
    document character varying(200) NOT NULL,
    page character varying(40) NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id bigint NOT NULL,
    CONSTRAINT entered_has_its_document CHECK ((NOT ((document)::text = ''::text))),
    CONSTRAINT indicators_enteredvalue_year_check CHECK ((year >= 0))
);
ALTER TABLE public.indicators_enteredvalue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_enteredvalue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.indicators_indicatorvalue (
    id bigint NOT NULL,
    indicator character varying(64) NOT NULL,
    year smallint NOT NULL,
    month smallint NOT NULL,
    county_code character varying(6) NOT NULL,
    value double precision,
    numerator numeric(38,0),
    denominator numeric(38,0),
    squares numeric(38,0),
    weights numeric(38,0),
    rows integer NOT NULL,
    excluded integer NOT NULL,
    margin double precision,
    definition character varying(16) NOT NULL,
    mart_version integer NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    CONSTRAINT indicators_indicatorvalue_excluded_check CHECK ((excluded >= 0)),
    CONSTRAINT indicators_indicatorvalue_mart_version_check CHECK ((mart_version >= 0)),
    CONSTRAINT indicators_indicatorvalue_month_check CHECK ((month >= 0)),
    CONSTRAINT indicators_indicatorvalue_rows_check CHECK ((rows >= 0)),
    CONSTRAINT indicators_indicatorvalue_year_check CHECK ((year >= 0)),
    CONSTRAINT value_month CHECK (((month >= 0) AND (month <= 12)))
);
ALTER TABLE public.indicators_indicatorvalue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_indicatorvalue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.indicators_indicatorwarning (
    id bigint NOT NULL,
    indicator character varying(64) NOT NULL,
    county_code character varying(6) NOT NULL,
    year smallint NOT NULL,
    month smallint NOT NULL,
    colour character varying(6) NOT NULL,
    value double precision,
    raised_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    answer character varying(500) NOT NULL,
    ended_at timestamp with time zone,
    seen_by_id bigint,
    CONSTRAINT indicators_indicatorwarning_month_check CHECK ((month >= 0)),
    CONSTRAINT indicators_indicatorwarning_year_check CHECK ((year >= 0)),
    CONSTRAINT warning_colour CHECK (((colour)::text = ANY (ARRAY[('yellow'::character varying)::text, ('red'::character varying)::text])))
);
ALTER TABLE public.indicators_indicatorwarning ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_indicatorwarning_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.indicators_revision (
    id bigint NOT NULL,
    before double precision,
    after double precision,
    cell jsonb NOT NULL,
    state character varying(8) NOT NULL,
    reason character varying(500) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    settled_by_id bigint,
    value_id bigint NOT NULL,
    CONSTRAINT revision_settled_says_why CHECK ((((settled_at IS NULL) AND ((state)::text = 'waiting'::text)) OR ((NOT ((state)::text = 'waiting'::text)) AND (NOT ((reason)::text = ''::text)) AND (settled_at IS NOT NULL))))
);
ALTER TABLE public.indicators_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.indicators_revisionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    state character varying(8) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.indicators_revisionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_revisionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);
ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.packs_listrow (
    id bigint NOT NULL,
    "position" integer NOT NULL,
    key character varying(200) NOT NULL,
    cells jsonb NOT NULL,
    list_id bigint NOT NULL,
    CONSTRAINT packs_listrow_position_check CHECK (("position" >= 0))
);
ALTER TABLE public.packs_listrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.packs_listrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.packs_listversion (
    id bigint NOT NULL,
    pack_key character varying(64) NOT NULL,
    key character varying(64) NOT NULL,
    version character varying(40) NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    digest character varying(64) NOT NULL,
    spec jsonb NOT NULL,
    loaded_with_id bigint NOT NULL,
    CONSTRAINT list_dates_in_order CHECK (((effective_to IS NULL) OR (effective_to > effective_from)))
);
ALTER TABLE public.packs_listversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.packs_listversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.packs_packversion (
    id bigint NOT NULL,
    key character varying(64) NOT NULL,
    version character varying(40) NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    digest character varying(64) NOT NULL,
    item_keys character varying(64)[] NOT NULL,
    source jsonb NOT NULL,
    files bytea NOT NULL,
    overlays jsonb NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    loaded_by_id bigint,
    CONSTRAINT pack_dates_in_order CHECK (((effective_to IS NULL) OR (effective_to > effective_from)))
);
ALTER TABLE public.packs_packversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.packs_packversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.packs_packversionkeyversioneffectivefromeffectivetoevent (
    pgh_id integer CONSTRAINT packs_packversionkeyversioneffectivefromeffecti_pgh_id_not_null NOT NULL,
    pgh_created_at timestamp with time zone CONSTRAINT packs_packversionkeyversioneffectivefro_pgh_created_at_not_null NOT NULL,
    pgh_label text CONSTRAINT packs_packversionkeyversioneffectivefromeffe_pgh_label_not_null NOT NULL,
    key character varying(64) CONSTRAINT packs_packversionkeyversioneffectivefromeffectivet_key_not_null NOT NULL,
    version character varying(40) CONSTRAINT packs_packversionkeyversioneffectivefromeffect_version_not_null NOT NULL,
    effective_from date CONSTRAINT packs_packversionkeyversioneffectivefro_effective_from_not_null NOT NULL,
    effective_to date,
    pgh_context_id uuid,
    pgh_obj_id bigint CONSTRAINT packs_packversionkeyversioneffectivefromeff_pgh_obj_id_not_null NOT NULL
);
ALTER TABLE public.packs_packversionkeyversioneffectivefromeffectivetoevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.packs_packversionkeyversioneffectivefromeffectivetoe_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_appointment (
    id bigint NOT NULL,
    post character varying(12) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    user_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    CONSTRAINT appointment_dates_in_order CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);
ALTER TABLE public.people_appointment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_appointment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_delegation (
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    from_user_id bigint NOT NULL,
    to_user_id bigint NOT NULL,
    CONSTRAINT delegation_dates_in_order CHECK ((valid_to > valid_from)),
    CONSTRAINT delegation_to_another CHECK ((NOT (from_user_id = to_user_id)))
);
ALTER TABLE public.people_delegation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_delegation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_delegationevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    from_user_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    to_user_id bigint NOT NULL
);
ALTER TABLE public.people_delegationevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_delegationevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_organisation (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(120) NOT NULL,
    short_name character varying(40) NOT NULL,
    kind character varying(20) NOT NULL,
    part smallint,
    uscc character varying(18) NOT NULL,
    division_code character varying(6) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    CONSTRAINT organisation_dates_in_order CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
    CONSTRAINT organisation_division_code_form CHECK ((((division_code)::text = ''::text) OR ((division_code)::text ~ '^\d{6}$'::text))),
    CONSTRAINT organisation_team_leads_a_part CHECK (((NOT ((kind)::text = 'task_team'::text)) OR (part IS NOT NULL))),
    CONSTRAINT people_organisation_part_check CHECK ((part >= 0))
);
ALTER TABLE public.people_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_organisationplacement (
    id bigint NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    organisation_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    CONSTRAINT placement_dates_in_order CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
    CONSTRAINT placement_not_below_itself CHECK ((NOT (organisation_id = parent_id)))
);
ALTER TABLE public.people_organisationplacement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_organisationplacement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_peopleevent (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    effective date NOT NULL,
    words character varying(300) NOT NULL,
    actor_id bigint NOT NULL,
    organisation_id bigint,
    user_id bigint
);
ALTER TABLE public.people_peopleevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_peopleevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_rolegrant (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    organisation_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT grant_dates_in_order CHECK (((valid_to IS NULL) OR (valid_to > valid_from)))
);
ALTER TABLE public.people_rolegrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_rolegrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_rolegrantevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    organisation_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.people_rolegrantevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_rolegrantevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    name character varying(60) NOT NULL,
    theme character varying(5) NOT NULL,
    large_text boolean NOT NULL,
    language character varying(8) NOT NULL
);
CREATE TABLE public.people_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);
ALTER TABLE public.people_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE public.people_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);
ALTER TABLE public.people_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.people_userevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    name character varying(60) NOT NULL,
    theme character varying(5) NOT NULL,
    large_text boolean NOT NULL,
    language character varying(8) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.people_userevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_userevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);
CREATE TABLE public.registry_address (
    id bigint NOT NULL,
    text character varying(300) NOT NULL,
    division_code character varying(6) NOT NULL,
    town character varying(60) NOT NULL,
    street character varying(80) NOT NULL,
    number character varying(40) NOT NULL,
    building character varying(60) NOT NULL,
    room character varying(40) NOT NULL,
    longitude numeric(9,6),
    latitude numeric(8,6),
    CONSTRAINT address_division_code_form CHECK (((division_code)::text ~ '^\d{6}$'::text)),
    CONSTRAINT address_point_whole CHECK ((((latitude IS NULL) AND (longitude IS NULL)) OR ((latitude >= ('-90'::integer)::numeric) AND (latitude <= (90)::numeric) AND ((longitude >= ('-180'::integer)::numeric) AND (longitude <= (180)::numeric)))))
);
ALTER TABLE public.registry_address ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_address_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.registry_enterprise (
    id bigint NOT NULL,
    uscc character varying(18) NOT NULL,
    name character varying(200) NOT NULL,
    form character varying(24) NOT NULL,
    status character varying(16) NOT NULL,
    industry character varying(5) NOT NULL,
    credit_class character varying(1) NOT NULL,
    registered_on date NOT NULL,
    closed_on date,
    address_id bigint,
    legal_representative_id bigint,
    CONSTRAINT enterprise_closed_after_registered CHECK (((closed_on IS NULL) OR (closed_on >= registered_on))),
    CONSTRAINT enterprise_credit_class_known CHECK (((credit_class)::text = ANY (ARRAY[(''::character varying)::text, ('A'::character varying)::text, ('B'::character varying)::text, ('C'::character varying)::text, ('D'::character varying)::text]))),
    CONSTRAINT enterprise_uscc_form CHECK (((uscc)::text ~ '^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$'::text))
);
ALTER TABLE public.registry_enterprise ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_enterprise_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.registry_enterpriseevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    uscc character varying(18) NOT NULL,
    name character varying(200) NOT NULL,
    form character varying(24) NOT NULL,
    status character varying(16) NOT NULL,
    industry character varying(5) NOT NULL,
    credit_class character varying(1) NOT NULL,
    registered_on date NOT NULL,
    closed_on date,
    address_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    legal_representative_id bigint
);
ALTER TABLE public.registry_enterpriseevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_enterpriseevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.registry_mandate (
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    items jsonb NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    enterprise_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT mandate_dates_in_order CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
    CONSTRAINT mandate_of_an_agent_ends CHECK (((NOT ((kind)::text = 'authorised_agent'::text)) OR (valid_to IS NOT NULL)))
);
ALTER TABLE public.registry_mandate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_mandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.registry_person (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    identity_number character varying(18) NOT NULL,
    address_id bigint,
    CONSTRAINT person_identity_number_form CHECK (((identity_number)::text ~ '^\d{17}[0-9X]$'::text))
);
ALTER TABLE public.registry_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.registry_personevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    identity_number character varying(18) NOT NULL,
    address_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);
ALTER TABLE public.registry_personevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_personevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.registry_unmasking (
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT unmasking_needs_a_reason CHECK ((NOT ((reason)::text = ''::text)))
);
ALTER TABLE public.registry_unmasking ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_unmasking_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);
ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);
ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);
ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalogue_addressname
    ADD CONSTRAINT address_name_once UNIQUE (short, name, county);
ALTER TABLE ONLY public.indicators_cityaim
    ADD CONSTRAINT aim_once_a_year UNIQUE (indicator, year);
ALTER TABLE ONLY public.people_appointment
    ADD CONSTRAINT appointment_once_at_a_time EXCLUDE USING gist (int8range(user_id, user_id, '[]'::text) WITH &&, int8range(organisation_id, organisation_id, '[]'::text) WITH &&, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE ONLY public.people_appointment
    ADD CONSTRAINT appointment_one_principal EXCLUDE USING gist (int8range(organisation_id, organisation_id, '[]'::text) WITH &&, daterange(valid_from, valid_to) WITH &&) WHERE (((post)::text = 'principal'::text));
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);
ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_baseline
    ADD CONSTRAINT baseline_version_once UNIQUE (programme_id, version);
ALTER TABLE ONLY public.campaign_unitbreakdown
    ADD CONSTRAINT breakdown_once_a_unit UNIQUE (programme_id, unit_id);
ALTER TABLE ONLY public.campaign_baseline
    ADD CONSTRAINT campaign_baseline_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_cadence
    ADD CONSTRAINT campaign_cadence_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_card
    ADD CONSTRAINT campaign_card_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_cardevent
    ADD CONSTRAINT campaign_cardevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.campaign_changerequest
    ADD CONSTRAINT campaign_changerequest_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_changerequestevent
    ADD CONSTRAINT campaign_changerequestevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.campaign_commitment
    ADD CONSTRAINT campaign_commitment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_heading
    ADD CONSTRAINT campaign_heading_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_measure
    ADD CONSTRAINT campaign_measure_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_milestone
    ADD CONSTRAINT campaign_milestone_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_milestoneevent
    ADD CONSTRAINT campaign_milestoneevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.campaign_monthlyreport
    ADD CONSTRAINT campaign_monthlyreport_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_monthlyreportevent
    ADD CONSTRAINT campaign_monthlyreportevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.campaign_notice
    ADD CONSTRAINT campaign_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_plantext
    ADD CONSTRAINT campaign_plantext_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_plantext
    ADD CONSTRAINT campaign_plantext_programme_id_key UNIQUE (programme_id);
ALTER TABLE ONLY public.campaign_programme
    ADD CONSTRAINT campaign_programme_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_programmeevent
    ADD CONSTRAINT campaign_programmeevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_quarterlock
    ADD CONSTRAINT campaign_quarterlock_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_target
    ADD CONSTRAINT campaign_target_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_targetchange
    ADD CONSTRAINT campaign_targetchange_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_targetchangeevent
    ADD CONSTRAINT campaign_targetchangeevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.campaign_targetevent
    ADD CONSTRAINT campaign_targetevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.campaign_task_coops
    ADD CONSTRAINT campaign_task_coops_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_task_coops
    ADD CONSTRAINT campaign_task_coops_task_id_organisation_id_22cc79e1_uniq UNIQUE (task_id, organisation_id);
ALTER TABLE ONLY public.campaign_task
    ADD CONSTRAINT campaign_task_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_task_targets
    ADD CONSTRAINT campaign_task_targets_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_task_targets
    ADD CONSTRAINT campaign_task_targets_task_id_target_id_7935fd11_uniq UNIQUE (task_id, target_id);
ALTER TABLE ONLY public.campaign_taskevent
    ADD CONSTRAINT campaign_taskevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.campaign_tasktransfer
    ADD CONSTRAINT campaign_tasktransfer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_tasktransferevent
    ADD CONSTRAINT campaign_tasktransferevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.campaign_unitbreakdown
    ADD CONSTRAINT campaign_unitbreakdown_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_card
    ADD CONSTRAINT card_once_a_quarter UNIQUE (lock_id, unit_id);
ALTER TABLE ONLY public.cases_calendarnotice
    ADD CONSTRAINT cases_calendarnotice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_calendarnotice
    ADD CONSTRAINT cases_calendarnotice_year_key UNIQUE (year);
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_number_key UNIQUE (number);
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_caseevent
    ADD CONSTRAINT cases_caseevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_case_id_key UNIQUE (case_id);
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_material
    ADD CONSTRAINT cases_material_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_notice
    ADD CONSTRAINT cases_notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_paper
    ADD CONSTRAINT cases_paper_number_key UNIQUE (number);
ALTER TABLE ONLY public.cases_paper
    ADD CONSTRAINT cases_paper_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_rating
    ADD CONSTRAINT cases_rating_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_savedfilter
    ADD CONSTRAINT cases_savedfilter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_signature
    ADD CONSTRAINT cases_signature_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_signature
    ADD CONSTRAINT cases_signature_token_f83536bd_uniq UNIQUE (token);
ALTER TABLE ONLY public.cases_todo
    ADD CONSTRAINT cases_todo_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_turn
    ADD CONSTRAINT cases_turn_name_key UNIQUE (name);
ALTER TABLE ONLY public.cases_turn
    ADD CONSTRAINT cases_turn_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cases_webhook
    ADD CONSTRAINT cases_webhook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalogue_addressname
    ADD CONSTRAINT catalogue_addressname_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalogue_registrant
    ADD CONSTRAINT catalogue_registrant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalogue_standardaddress
    ADD CONSTRAINT catalogue_standardaddress_code_key UNIQUE (code);
ALTER TABLE ONLY public.catalogue_standardaddress
    ADD CONSTRAINT catalogue_standardaddress_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalogue_standardaddressevent
    ADD CONSTRAINT catalogue_standardaddressevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.campaign_commitment
    ADD CONSTRAINT commitment_once UNIQUE (measure_id, number);
ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT delivery_once UNIQUE (webhook_id, event_id);
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);
ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);
ALTER TABLE ONLY public.cases_caseevent
    ADD CONSTRAINT event_sequence_once UNIQUE (case_id, sequence);
ALTER TABLE ONLY public.exchange_feedbatch
    ADD CONSTRAINT exchange_feedbatch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_feedkey
    ADD CONSTRAINT exchange_feedkey_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_feedreminder
    ADD CONSTRAINT exchange_feedreminder_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_feedrow
    ADD CONSTRAINT exchange_feedrow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_feedrowevent
    ADD CONSTRAINT exchange_feedrowevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.exchange_findingevent
    ADD CONSTRAINT exchange_findingevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.exchange_integrityfinding
    ADD CONSTRAINT exchange_integrityfinding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_integrityfinding
    ADD CONSTRAINT finding_once UNIQUE (kind, subject);
ALTER TABLE ONLY public.campaign_heading
    ADD CONSTRAINT heading_key_once UNIQUE (programme_id, key);
ALTER TABLE ONLY public.indicators_aimevent
    ADD CONSTRAINT indicators_aimevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.indicators_assessment
    ADD CONSTRAINT indicators_assessment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.indicators_cityaim
    ADD CONSTRAINT indicators_cityaim_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.indicators_closedmonth
    ADD CONSTRAINT indicators_closedmonth_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.indicators_enteredvalue
    ADD CONSTRAINT indicators_enteredvalue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.indicators_indicatorvalue
    ADD CONSTRAINT indicators_indicatorvalue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.indicators_indicatorwarning
    ADD CONSTRAINT indicators_indicatorwarning_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.indicators_revision
    ADD CONSTRAINT indicators_revision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.indicators_revisionevent
    ADD CONSTRAINT indicators_revisionevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.packs_listversion
    ADD CONSTRAINT list_one_version_at_a_time EXCLUDE USING gist (int8range(hashtextextended((pack_key)::text, (0)::bigint), hashtextextended((pack_key)::text, (0)::bigint), '[]'::text) WITH &&, int8range(hashtextextended((key)::text, (0)::bigint), hashtextextended((key)::text, (0)::bigint), '[]'::text) WITH &&, daterange(effective_from, effective_to) WITH &&);
ALTER TABLE ONLY public.packs_listrow
    ADD CONSTRAINT list_row_key_once UNIQUE (list_id, key);
ALTER TABLE ONLY public.packs_listversion
    ADD CONSTRAINT list_version_once UNIQUE (pack_key, key, version);
ALTER TABLE ONLY public.campaign_measure
    ADD CONSTRAINT measure_key_once UNIQUE (programme_id, key);
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.indicators_closedmonth
    ADD CONSTRAINT month_closed_once UNIQUE (year, month);
ALTER TABLE ONLY public.campaign_notice
    ADD CONSTRAINT notice_once_a_kind UNIQUE (programme_id, unit_id, kind);
ALTER TABLE ONLY public.packs_packversion
    ADD CONSTRAINT pack_one_version_at_a_time EXCLUDE USING gist (int8range(hashtextextended((key)::text, (0)::bigint), hashtextextended((key)::text, (0)::bigint), '[]'::text) WITH &&, daterange(effective_from, effective_to) WITH &&);
ALTER TABLE ONLY public.packs_packversion
    ADD CONSTRAINT pack_version_once UNIQUE (key, version);
ALTER TABLE ONLY public.packs_listrow
    ADD CONSTRAINT packs_listrow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.packs_listversion
    ADD CONSTRAINT packs_listversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.packs_packversion
    ADD CONSTRAINT packs_packversion_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.packs_packversionkeyversioneffectivefromeffectivetoevent
    ADD CONSTRAINT packs_packversionkeyversioneffectivefromeffectivetoevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_appointment
    ADD CONSTRAINT people_appointment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_delegation
    ADD CONSTRAINT people_delegation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_delegationevent
    ADD CONSTRAINT people_delegationevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_organisation
    ADD CONSTRAINT people_organisation_code_key UNIQUE (code);
ALTER TABLE ONLY public.people_organisation
    ADD CONSTRAINT people_organisation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_organisationplacement
    ADD CONSTRAINT people_organisationplacement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_peopleevent
    ADD CONSTRAINT people_peopleevent_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_rolegrant
    ADD CONSTRAINT people_rolegrant_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_rolegrantevent
    ADD CONSTRAINT people_rolegrantevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_user_id_group_id_60378d34_uniq UNIQUE (user_id, group_id);
ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_permiss_user_id_permission_id_a7ac6748_uniq UNIQUE (user_id, permission_id);
ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_permissions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_user
    ADD CONSTRAINT people_user_username_key UNIQUE (username);
ALTER TABLE ONLY public.people_userevent
    ADD CONSTRAINT people_userevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_organisationplacement
    ADD CONSTRAINT placement_one_parent_at_a_time EXCLUDE USING gist (int8range(organisation_id, organisation_id, '[]'::text) WITH &&, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE ONLY public.campaign_programmeevent
    ADD CONSTRAINT programme_event_in_order UNIQUE (programme_id, sequence);
ALTER TABLE ONLY public.campaign_quarterlock
    ADD CONSTRAINT quarter_locked_once UNIQUE (programme_id, year, quarter);
ALTER TABLE ONLY public.cases_rating
    ADD CONSTRAINT rating_once_a_step UNIQUE (case_id, step);
ALTER TABLE ONLY public.catalogue_registrant
    ADD CONSTRAINT registrant_once_a_case UNIQUE (case_number);
ALTER TABLE ONLY public.registry_address
    ADD CONSTRAINT registry_address_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.registry_enterprise
    ADD CONSTRAINT registry_enterprise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.registry_enterprise
    ADD CONSTRAINT registry_enterprise_uscc_key UNIQUE (uscc);
ALTER TABLE ONLY public.registry_enterpriseevent
    ADD CONSTRAINT registry_enterpriseevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.registry_mandate
    ADD CONSTRAINT registry_mandate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT registry_person_identity_number_key UNIQUE (identity_number);
ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT registry_person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.registry_personevent
    ADD CONSTRAINT registry_personevent_pkey PRIMARY KEY (pgh_id);
ALTER TABLE ONLY public.registry_unmasking
    ADD CONSTRAINT registry_unmasking_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exchange_feedreminder
    ADD CONSTRAINT reminded_once UNIQUE (feed_key, due);
ALTER TABLE ONLY public.campaign_monthlyreport
    ADD CONSTRAINT report_version_once UNIQUE (programme_id, unit_id, year, month, version);
ALTER TABLE ONLY public.cases_savedfilter
    ADD CONSTRAINT saved_filter_name_once UNIQUE (user_id, name);
ALTER TABLE ONLY public.cases_signature
    ADD CONSTRAINT signature_once UNIQUE (draft_id, identity_hash);
ALTER TABLE ONLY public.cases_signature
    ADD CONSTRAINT signer_signs_once UNIQUE (draft_id, user_id);
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);
ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.campaign_target
    ADD CONSTRAINT target_key_once UNIQUE (programme_id, key);
ALTER TABLE ONLY public.campaign_task
    ADD CONSTRAINT task_number_once UNIQUE (programme_id, number);
ALTER TABLE ONLY public.indicators_indicatorvalue
    ADD CONSTRAINT value_once UNIQUE (indicator, year, month, county_code);
CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);
CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);
CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);
CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);
CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);
CREATE INDEX address_keys ON public.catalogue_standardaddress USING gin (keys) WITH (fastupdate=off);
CREATE INDEX address_of_county ON public.catalogue_standardaddress USING btree (division_code, code);
CREATE UNIQUE INDEX address_once_in_use ON public.catalogue_standardaddress USING btree (identity) WHERE ((status)::text = 'active'::text);
CREATE INDEX address_regions ON public.catalogue_standardaddress USING btree (county, city);
CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);
CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);
CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);
CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);
CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);
CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);
CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);
CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);
CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);
CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);
CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);
CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);
CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);
CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);
CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);
CREATE UNIQUE INDEX batch_accepted_once ON public.exchange_feedbatch USING btree (feed_key, batch_id) WHERE ((level)::text = 'accepted'::text);
CREATE INDEX batch_of_feed ON public.exchange_feedbatch USING btree (feed_key, period_start DESC);
CREATE INDEX campaign_baseline_frozen_by_id_d22c1d6e ON public.campaign_baseline USING btree (frozen_by_id);
CREATE INDEX campaign_baseline_programme_id_c560afb9 ON public.campaign_baseline USING btree (programme_id);
CREATE INDEX campaign_cadence_programme_id_051496ec ON public.campaign_cadence USING btree (programme_id);
CREATE INDEX campaign_card_answered_by_id_52ceaf0c ON public.campaign_card USING btree (answered_by_id);
CREATE INDEX campaign_card_changed_by_id_42733a90 ON public.campaign_card USING btree (changed_by_id);
CREATE INDEX campaign_card_decided_by_id_3e37ecd2 ON public.campaign_card USING btree (decided_by_id);
CREATE INDEX campaign_card_lock_id_17c52b46 ON public.campaign_card USING btree (lock_id);
CREATE INDEX campaign_card_opinion_by_id_e87fba13 ON public.campaign_card USING btree (opinion_by_id);
CREATE INDEX campaign_card_unit_id_ea5f5ab7 ON public.campaign_card USING btree (unit_id);
CREATE INDEX campaign_cardevent_answered_by_id_fb884ffb ON public.campaign_cardevent USING btree (answered_by_id);
CREATE INDEX campaign_cardevent_changed_by_id_ce9d6bd2 ON public.campaign_cardevent USING btree (changed_by_id);
CREATE INDEX campaign_cardevent_decided_by_id_f9e959b3 ON public.campaign_cardevent USING btree (decided_by_id);
CREATE INDEX campaign_cardevent_lock_id_32278414 ON public.campaign_cardevent USING btree (lock_id);
CREATE INDEX campaign_cardevent_opinion_by_id_1fbd6be1 ON public.campaign_cardevent USING btree (opinion_by_id);
CREATE INDEX campaign_cardevent_pgh_context_id_f47d3c37 ON public.campaign_cardevent USING btree (pgh_context_id);
CREATE INDEX campaign_cardevent_pgh_obj_id_7049d694 ON public.campaign_cardevent USING btree (pgh_obj_id);
CREATE INDEX campaign_cardevent_unit_id_47ceb54c ON public.campaign_cardevent USING btree (unit_id);
CREATE INDEX campaign_changerequest_asked_by_id_5b07cba9 ON public.campaign_changerequest USING btree (asked_by_id);
CREATE INDEX campaign_changerequest_decided_by_id_9ca30c49 ON public.campaign_changerequest USING btree (decided_by_id);
CREATE INDEX campaign_changerequest_task_id_d775db39 ON public.campaign_changerequest USING btree (task_id);
CREATE INDEX campaign_changerequestevent_asked_by_id_656ce500 ON public.campaign_changerequestevent USING btree (asked_by_id);
CREATE INDEX campaign_changerequestevent_decided_by_id_10e24487 ON public.campaign_changerequestevent USING btree (decided_by_id);
CREATE INDEX campaign_changerequestevent_pgh_context_id_ba5572fe ON public.campaign_changerequestevent USING btree (pgh_context_id);
CREATE INDEX campaign_changerequestevent_pgh_obj_id_836398c3 ON public.campaign_changerequestevent USING btree (pgh_obj_id);
CREATE INDEX campaign_changerequestevent_task_id_47ab72fb ON public.campaign_changerequestevent USING btree (task_id);
CREATE INDEX campaign_commitment_measure_id_e3c56192 ON public.campaign_commitment USING btree (measure_id);
CREATE INDEX campaign_commitment_programme_id_456cc58f ON public.campaign_commitment USING btree (programme_id);
CREATE INDEX campaign_heading_programme_id_91763d43 ON public.campaign_heading USING btree (programme_id);
CREATE INDEX campaign_measure_lead_id_305a87f6 ON public.campaign_measure USING btree (lead_id);
CREATE INDEX campaign_measure_programme_id_c96878b4 ON public.campaign_measure USING btree (programme_id);
CREATE INDEX campaign_milestone_task_id_efbc5871 ON public.campaign_milestone USING btree (task_id);
CREATE INDEX campaign_milestone_verified_by_id_42ae9b0b ON public.campaign_milestone USING btree (verified_by_id);
CREATE INDEX campaign_milestoneevent_pgh_context_id_900d92d4 ON public.campaign_milestoneevent USING btree (pgh_context_id);
CREATE INDEX campaign_milestoneevent_pgh_obj_id_1a95d3de ON public.campaign_milestoneevent USING btree (pgh_obj_id);
CREATE INDEX campaign_milestoneevent_task_id_3163cd62 ON public.campaign_milestoneevent USING btree (task_id);
CREATE INDEX campaign_milestoneevent_verified_by_id_9d057f6c ON public.campaign_milestoneevent USING btree (verified_by_id);
CREATE INDEX campaign_monthlyreport_approved_by_id_e4f1f46e ON public.campaign_monthlyreport USING btree (approved_by_id);
CREATE INDEX campaign_monthlyreport_changed_by_id_a98590b0 ON public.campaign_monthlyreport USING btree (changed_by_id);
CREATE INDEX campaign_monthlyreport_countersigned_by_id_c1246dc3 ON public.campaign_monthlyreport USING btree (countersigned_by_id);
CREATE INDEX campaign_monthlyreport_drafted_by_id_fafb33fe ON public.campaign_monthlyreport USING btree (drafted_by_id);
CREATE INDEX campaign_monthlyreport_programme_id_5409f168 ON public.campaign_monthlyreport USING btree (programme_id);
CREATE INDEX campaign_monthlyreport_unit_id_c0b484f7 ON public.campaign_monthlyreport USING btree (unit_id);
CREATE INDEX campaign_monthlyreportevent_approved_by_id_9e761a2f ON public.campaign_monthlyreportevent USING btree (approved_by_id);
CREATE INDEX campaign_monthlyreportevent_changed_by_id_c52f4e27 ON public.campaign_monthlyreportevent USING btree (changed_by_id);
CREATE INDEX campaign_monthlyreportevent_countersigned_by_id_2da97323 ON public.campaign_monthlyreportevent USING btree (countersigned_by_id);
CREATE INDEX campaign_monthlyreportevent_drafted_by_id_a44e3cea ON public.campaign_monthlyreportevent USING btree (drafted_by_id);
CREATE INDEX campaign_monthlyreportevent_pgh_context_id_12cdd62b ON public.campaign_monthlyreportevent USING btree (pgh_context_id);
CREATE INDEX campaign_monthlyreportevent_pgh_obj_id_4028b7a1 ON public.campaign_monthlyreportevent USING btree (pgh_obj_id);
CREATE INDEX campaign_monthlyreportevent_programme_id_f32869fd ON public.campaign_monthlyreportevent USING btree (programme_id);
CREATE INDEX campaign_monthlyreportevent_unit_id_b1682a01 ON public.campaign_monthlyreportevent USING btree (unit_id);
CREATE INDEX campaign_notice_programme_id_ac230f6f ON public.campaign_notice USING btree (programme_id);
CREATE INDEX campaign_notice_unit_id_c54b6393 ON public.campaign_notice USING btree (unit_id);
CREATE INDEX campaign_programme_closed_by_id_17ac3070 ON public.campaign_programme USING btree (closed_by_id);
CREATE INDEX campaign_programme_created_by_id_f28c2972 ON public.campaign_programme USING btree (created_by_id);
CREATE INDEX campaign_programme_owner_id_e60efd3a ON public.campaign_programme USING btree (owner_id);
CREATE INDEX campaign_programmeevent_actor_id_e117e852 ON public.campaign_programmeevent USING btree (actor_id);
CREATE INDEX campaign_programmeevent_programme_id_654bf493 ON public.campaign_programmeevent USING btree (programme_id);
CREATE INDEX campaign_quarterlock_locked_by_id_9938f5c3 ON public.campaign_quarterlock USING btree (locked_by_id);
CREATE INDEX campaign_quarterlock_programme_id_cd0f9d44 ON public.campaign_quarterlock USING btree (programme_id);
CREATE INDEX campaign_target_changed_by_id_a9c8b1a6 ON public.campaign_target USING btree (changed_by_id);
CREATE INDEX campaign_target_measure_id_180e540d ON public.campaign_target USING btree (measure_id);
CREATE INDEX campaign_target_programme_id_44311ac6 ON public.campaign_target USING btree (programme_id);
CREATE INDEX campaign_target_responsible_id_432a0752 ON public.campaign_target USING btree (responsible_id);
CREATE INDEX campaign_target_set_by_id_07abc471 ON public.campaign_target USING btree (set_by_id);
CREATE INDEX campaign_targetchange_asked_by_id_8764cb6f ON public.campaign_targetchange USING btree (asked_by_id);
CREATE INDEX campaign_targetchange_decided_by_id_cf6b8cf3 ON public.campaign_targetchange USING btree (decided_by_id);
CREATE INDEX campaign_targetchange_programme_id_95167a4b ON public.campaign_targetchange USING btree (programme_id);
CREATE INDEX campaign_targetchange_target_id_04544ce4 ON public.campaign_targetchange USING btree (target_id);
CREATE INDEX campaign_targetchangeevent_asked_by_id_07bac85c ON public.campaign_targetchangeevent USING btree (asked_by_id);
CREATE INDEX campaign_targetchangeevent_decided_by_id_05a904f5 ON public.campaign_targetchangeevent USING btree (decided_by_id);
CREATE INDEX campaign_targetchangeevent_pgh_context_id_b1731200 ON public.campaign_targetchangeevent USING btree (pgh_context_id);
CREATE INDEX campaign_targetchangeevent_pgh_obj_id_3bc12ed0 ON public.campaign_targetchangeevent USING btree (pgh_obj_id);
CREATE INDEX campaign_targetchangeevent_programme_id_c355cbdc ON public.campaign_targetchangeevent USING btree (programme_id);
CREATE INDEX campaign_targetchangeevent_target_id_461d7754 ON public.campaign_targetchangeevent USING btree (target_id);
CREATE INDEX campaign_targetevent_changed_by_id_1ca0e383 ON public.campaign_targetevent USING btree (changed_by_id);
CREATE INDEX campaign_targetevent_measure_id_ec2f4f73 ON public.campaign_targetevent USING btree (measure_id);
CREATE INDEX campaign_targetevent_pgh_context_id_5ee64967 ON public.campaign_targetevent USING btree (pgh_context_id);
CREATE INDEX campaign_targetevent_pgh_obj_id_433bf124 ON public.campaign_targetevent USING btree (pgh_obj_id);
CREATE INDEX campaign_targetevent_programme_id_f1e03109 ON public.campaign_targetevent USING btree (programme_id);
CREATE INDEX campaign_targetevent_responsible_id_1c40ef25 ON public.campaign_targetevent USING btree (responsible_id);
CREATE INDEX campaign_targetevent_set_by_id_805d0e38 ON public.campaign_targetevent USING btree (set_by_id);
CREATE INDEX campaign_task_changed_by_id_78830c38 ON public.campaign_task USING btree (changed_by_id);
CREATE INDEX campaign_task_commitment_id_130a0704 ON public.campaign_task USING btree (commitment_id);
CREATE INDEX campaign_task_coops_organisation_id_64f80e6b ON public.campaign_task_coops USING btree (organisation_id);
CREATE INDEX campaign_task_coops_task_id_bf48304d ON public.campaign_task_coops USING btree (task_id);
CREATE INDEX campaign_task_lead_id_56175915 ON public.campaign_task USING btree (lead_id);
CREATE INDEX campaign_task_measure_id_a4b801ce ON public.campaign_task USING btree (measure_id);
CREATE INDEX campaign_task_parent_id_8d72ff4a ON public.campaign_task USING btree (parent_id);
CREATE INDEX campaign_task_programme_id_67886ae1 ON public.campaign_task USING btree (programme_id);
CREATE INDEX campaign_task_targets_target_id_41c50ada ON public.campaign_task_targets USING btree (target_id);
CREATE INDEX campaign_task_targets_task_id_58875578 ON public.campaign_task_targets USING btree (task_id);
CREATE INDEX campaign_taskevent_changed_by_id_989a0039 ON public.campaign_taskevent USING btree (changed_by_id);
CREATE INDEX campaign_taskevent_commitment_id_3c3a0e4e ON public.campaign_taskevent USING btree (commitment_id);
CREATE INDEX campaign_taskevent_lead_id_d81a36b3 ON public.campaign_taskevent USING btree (lead_id);
CREATE INDEX campaign_taskevent_measure_id_32c6d1fe ON public.campaign_taskevent USING btree (measure_id);
CREATE INDEX campaign_taskevent_parent_id_12df1563 ON public.campaign_taskevent USING btree (parent_id);
CREATE INDEX campaign_taskevent_pgh_context_id_262bd7de ON public.campaign_taskevent USING btree (pgh_context_id);
CREATE INDEX campaign_taskevent_pgh_obj_id_b40a8b29 ON public.campaign_taskevent USING btree (pgh_obj_id);
CREATE INDEX campaign_taskevent_programme_id_9f940f4a ON public.campaign_taskevent USING btree (programme_id);
CREATE INDEX campaign_tasktransfer_asked_by_id_f07c3057 ON public.campaign_tasktransfer USING btree (asked_by_id);
CREATE INDEX campaign_tasktransfer_decided_by_id_d44fd6a4 ON public.campaign_tasktransfer USING btree (decided_by_id);
CREATE INDEX campaign_tasktransfer_from_unit_id_c831b811 ON public.campaign_tasktransfer USING btree (from_unit_id);
CREATE INDEX campaign_tasktransfer_task_id_24153fb7 ON public.campaign_tasktransfer USING btree (task_id);
CREATE INDEX campaign_tasktransfer_to_unit_id_33ab8f22 ON public.campaign_tasktransfer USING btree (to_unit_id);
CREATE INDEX campaign_tasktransferevent_asked_by_id_3bdb13b5 ON public.campaign_tasktransferevent USING btree (asked_by_id);
CREATE INDEX campaign_tasktransferevent_decided_by_id_e1748d72 ON public.campaign_tasktransferevent USING btree (decided_by_id);
CREATE INDEX campaign_tasktransferevent_from_unit_id_e1591fbe ON public.campaign_tasktransferevent USING btree (from_unit_id);
CREATE INDEX campaign_tasktransferevent_pgh_context_id_9286affa ON public.campaign_tasktransferevent USING btree (pgh_context_id);
CREATE INDEX campaign_tasktransferevent_pgh_obj_id_23d5c15b ON public.campaign_tasktransferevent USING btree (pgh_obj_id);
CREATE INDEX campaign_tasktransferevent_task_id_45ebb2e9 ON public.campaign_tasktransferevent USING btree (task_id);
CREATE INDEX campaign_tasktransferevent_to_unit_id_0ade7fe3 ON public.campaign_tasktransferevent USING btree (to_unit_id);
CREATE INDEX campaign_unitbreakdown_changed_by_id_33c18075 ON public.campaign_unitbreakdown USING btree (changed_by_id);
CREATE INDEX campaign_unitbreakdown_programme_id_b92082dd ON public.campaign_unitbreakdown USING btree (programme_id);
CREATE INDEX campaign_unitbreakdown_signed_by_id_0e6ae0e7 ON public.campaign_unitbreakdown USING btree (signed_by_id);
CREATE INDEX campaign_unitbreakdown_unit_id_ce79d840 ON public.campaign_unitbreakdown USING btree (unit_id);
CREATE INDEX case_applicant ON public.cases_case USING btree (applicant_id, submitted_at DESC);
CREATE INDEX case_closed ON public.cases_case USING btree (COALESCE(decided_at, ended_at)) WHERE ((decided_at IS NOT NULL) OR (ended_at IS NOT NULL));
CREATE INDEX case_enterprise ON public.cases_case USING btree (enterprise_id, submitted_at DESC) WHERE (enterprise_id IS NOT NULL);
CREATE INDEX case_open_calendar ON public.cases_case USING btree (calendar_version) WHERE (ended_at IS NULL);
CREATE INDEX case_open_of_unit ON public.cases_case USING btree (organisation_id, due_at) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX case_request_once ON public.cases_case USING btree (applicant_id, request_key) WHERE (request_key IS NOT NULL);
CREATE INDEX case_wake ON public.cases_case USING btree (wake_at) WHERE (wake_at IS NOT NULL);
CREATE INDEX cases_calendarnotice_entered_by_id_ae10671d ON public.cases_calendarnotice USING btree (entered_by_id);
CREATE INDEX cases_case_applicant_id_756c921c ON public.cases_case USING btree (applicant_id);
CREATE INDEX cases_case_enterprise_id_76ed246e ON public.cases_case USING btree (enterprise_id);
CREATE INDEX cases_case_number_980c9551_like ON public.cases_case USING btree (number varchar_pattern_ops);
CREATE INDEX cases_case_organisation_id_dac38ff3 ON public.cases_case USING btree (organisation_id);
CREATE INDEX cases_case_pack_version_id_946b387d ON public.cases_case USING btree (pack_version_id);
CREATE INDEX cases_case_parent_id_30365dcb ON public.cases_case USING btree (parent_id);
CREATE INDEX cases_case_previous_id_ccd61baa ON public.cases_case USING btree (previous_id);
CREATE INDEX cases_caseevent_actor_id_3b42ca2c ON public.cases_caseevent USING btree (actor_id);
CREATE INDEX cases_caseevent_case_id_6c6031ac ON public.cases_caseevent USING btree (case_id);
CREATE INDEX cases_caseevent_organisation_id_2f19db67 ON public.cases_caseevent USING btree (organisation_id);
CREATE INDEX cases_delivery_event_id_1bbaab77 ON public.cases_delivery USING btree (event_id);
CREATE INDEX cases_delivery_webhook_id_f9590f1b ON public.cases_delivery USING btree (webhook_id);
CREATE INDEX cases_draft_enterprise_id_36827d34 ON public.cases_draft USING btree (enterprise_id);
CREATE INDEX cases_draft_pack_version_id_44a2651e ON public.cases_draft USING btree (pack_version_id);
CREATE INDEX cases_draft_parent_id_93de3dd2 ON public.cases_draft USING btree (parent_id);
CREATE INDEX cases_draft_user_id_61805eab ON public.cases_draft USING btree (user_id);
CREATE INDEX cases_material_added_by_id_eae12caf ON public.cases_material USING btree (added_by_id);
CREATE INDEX cases_material_case_id_972fd638 ON public.cases_material USING btree (case_id);
CREATE INDEX cases_material_draft_id_2904af1f ON public.cases_material USING btree (draft_id);
CREATE INDEX cases_notice_case_id_cd438a78 ON public.cases_notice USING btree (case_id);
CREATE INDEX cases_notice_organisation_id_2b12c4c0 ON public.cases_notice USING btree (organisation_id);
CREATE INDEX cases_notice_user_id_bb53d4f5 ON public.cases_notice USING btree (user_id);
CREATE INDEX cases_paper_case_id_1d2fd58d ON public.cases_paper USING btree (case_id);
CREATE INDEX cases_paper_issued_by_id_984fc64e ON public.cases_paper USING btree (issued_by_id);
CREATE INDEX cases_paper_number_f0662531_like ON public.cases_paper USING btree (number varchar_pattern_ops);
CREATE INDEX cases_rating_case_id_428678e7 ON public.cases_rating USING btree (case_id);
CREATE INDEX cases_rating_user_id_7226b781 ON public.cases_rating USING btree (user_id);
CREATE INDEX cases_savedfilter_user_id_51dd5598 ON public.cases_savedfilter USING btree (user_id);
CREATE INDEX cases_signature_draft_id_0bfdb10d ON public.cases_signature USING btree (draft_id);
CREATE INDEX cases_signature_token_f83536bd_like ON public.cases_signature USING btree (token varchar_pattern_ops);
CREATE INDEX cases_signature_user_id_268904fd ON public.cases_signature USING btree (user_id);
CREATE INDEX cases_todo_assignee_id_bd8193cd ON public.cases_todo USING btree (assignee_id);
CREATE INDEX cases_todo_case_id_9a97193c ON public.cases_todo USING btree (case_id);
CREATE INDEX cases_todo_done_by_id_da76f4b9 ON public.cases_todo USING btree (done_by_id);
CREATE INDEX cases_todo_organisation_id_458e81c9 ON public.cases_todo USING btree (organisation_id);
CREATE INDEX cases_turn_name_207b8396_like ON public.cases_turn USING btree (name varchar_pattern_ops);
CREATE INDEX cases_webhook_organisation_id_5a4b3530 ON public.cases_webhook USING btree (organisation_id);
CREATE INDEX catalogue_registrant_address_id_4a6c6186 ON public.catalogue_registrant USING btree (address_id);
CREATE INDEX catalogue_standardaddress_code_f21ebb92_like ON public.catalogue_standardaddress USING btree (code varchar_pattern_ops);
CREATE INDEX catalogue_standardaddress_organisation_id_568fc5b5 ON public.catalogue_standardaddress USING btree (organisation_id);
CREATE INDEX catalogue_standardaddressevent_organisation_id_3b45aa6b ON public.catalogue_standardaddressevent USING btree (organisation_id);
CREATE INDEX catalogue_standardaddressevent_pgh_context_id_be9e87e9 ON public.catalogue_standardaddressevent USING btree (pgh_context_id);
CREATE INDEX catalogue_standardaddressevent_pgh_obj_id_c8897343 ON public.catalogue_standardaddressevent USING btree (pgh_obj_id);
CREATE UNIQUE INDEX change_one_open_a_task ON public.campaign_changerequest USING btree (task_id) WHERE ((state)::text = 'open'::text);
CREATE INDEX delivery_next ON public.cases_delivery USING btree (next_at) WHERE ((delivered_at IS NULL) AND (next_at IS NOT NULL));
CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);
CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);
CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);
CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);
CREATE UNIQUE INDEX event_request_once ON public.cases_caseevent USING btree (case_id, request_key) WHERE (request_key IS NOT NULL);
CREATE INDEX exchange_feedbatch_pack_version_id_dfa92f42 ON public.exchange_feedbatch USING btree (pack_version_id);
CREATE INDEX exchange_feedbatch_producer_id_2571937a ON public.exchange_feedbatch USING btree (producer_id);
CREATE INDEX exchange_feedbatch_received_by_id_a02893aa ON public.exchange_feedbatch USING btree (received_by_id);
CREATE INDEX exchange_feedkey_made_by_id_618c589c ON public.exchange_feedkey USING btree (made_by_id);
CREATE INDEX exchange_feedkey_organisation_id_19cb9e17 ON public.exchange_feedkey USING btree (organisation_id);
CREATE INDEX exchange_feedreminder_producer_id_04c76cf9 ON public.exchange_feedreminder USING btree (producer_id);
CREATE INDEX exchange_feedrow_batch_id_3e5ba899 ON public.exchange_feedrow USING btree (batch_id);
CREATE INDEX exchange_feedrow_settled_by_id_6aede0e5 ON public.exchange_feedrow USING btree (settled_by_id);
CREATE INDEX exchange_feedrowevent_pgh_context_id_e1651246 ON public.exchange_feedrowevent USING btree (pgh_context_id);
CREATE INDEX exchange_feedrowevent_pgh_obj_id_dee62f49 ON public.exchange_feedrowevent USING btree (pgh_obj_id);
CREATE INDEX exchange_findingevent_pgh_context_id_12231bfe ON public.exchange_findingevent USING btree (pgh_context_id);
CREATE INDEX exchange_findingevent_pgh_obj_id_a7701dfd ON public.exchange_findingevent USING btree (pgh_obj_id);
CREATE INDEX exchange_integrityfinding_case_id_5c14b6e9 ON public.exchange_integrityfinding USING btree (case_id);
CREATE INDEX exchange_integrityfinding_organisation_id_09b3aacf ON public.exchange_integrityfinding USING btree (organisation_id);
CREATE INDEX exchange_integrityfinding_row_id_daf4e2f3 ON public.exchange_integrityfinding USING btree (row_id);
CREATE INDEX exchange_integrityfinding_settled_by_id_84e5073e ON public.exchange_integrityfinding USING btree (settled_by_id);
CREATE UNIQUE INDEX grant_once ON public.people_rolegrant USING btree (user_id, role, organisation_id) WHERE (valid_to IS NULL);
CREATE INDEX indicators_aimevent_pgh_context_id_9c2d6e6f ON public.indicators_aimevent USING btree (pgh_context_id);
CREATE INDEX indicators_aimevent_pgh_obj_id_dcd46071 ON public.indicators_aimevent USING btree (pgh_obj_id);
CREATE INDEX indicators_assessment_made_by_id_8c71c669 ON public.indicators_assessment USING btree (made_by_id);
CREATE INDEX indicators_cityaim_set_by_id_ba534ab7 ON public.indicators_cityaim USING btree (set_by_id);
CREATE INDEX indicators_closedmonth_closed_by_id_c1a4c1ed ON public.indicators_closedmonth USING btree (closed_by_id);
CREATE INDEX indicators_enteredvalue_entered_by_id_7727fd1c ON public.indicators_enteredvalue USING btree (entered_by_id);
CREATE INDEX indicators_indicatorwarning_seen_by_id_b40e8a9e ON public.indicators_indicatorwarning USING btree (seen_by_id);
CREATE INDEX indicators_revision_settled_by_id_86e461ad ON public.indicators_revision USING btree (settled_by_id);
CREATE INDEX indicators_revision_value_id_5fb9776a ON public.indicators_revision USING btree (value_id);
CREATE INDEX indicators_revisionevent_pgh_context_id_fba11b8e ON public.indicators_revisionevent USING btree (pgh_context_id);
CREATE INDEX indicators_revisionevent_pgh_obj_id_2d501f77 ON public.indicators_revisionevent USING btree (pgh_obj_id);
CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);
CREATE INDEX notice_unread ON public.cases_notice USING btree (user_id, at DESC) WHERE (read_at IS NULL);
CREATE INDEX packs_listrow_list_id_004daf3b ON public.packs_listrow USING btree (list_id);
CREATE INDEX packs_listversion_loaded_with_id_b0c286ae ON public.packs_listversion USING btree (loaded_with_id);
CREATE INDEX packs_packversion_loaded_by_id_0c1f9dc7 ON public.packs_packversion USING btree (loaded_by_id);
CREATE INDEX packs_packversionkeyversio_pgh_context_id_eea09de9 ON public.packs_packversionkeyversioneffectivefromeffectivetoevent USING btree (pgh_context_id);
CREATE INDEX packs_packversionkeyversio_pgh_obj_id_43b5005f ON public.packs_packversionkeyversioneffectivefromeffectivetoevent USING btree (pgh_obj_id);
CREATE INDEX people_appointment_organisation_id_240991b4 ON public.people_appointment USING btree (organisation_id);
CREATE INDEX people_appointment_user_id_6cfed2c7 ON public.people_appointment USING btree (user_id);
CREATE INDEX people_delegation_from_user_id_d31a1523 ON public.people_delegation USING btree (from_user_id);
CREATE INDEX people_delegation_to_user_id_44c55e27 ON public.people_delegation USING btree (to_user_id);
CREATE INDEX people_delegationevent_from_user_id_685f8216 ON public.people_delegationevent USING btree (from_user_id);
CREATE INDEX people_delegationevent_pgh_context_id_7663a897 ON public.people_delegationevent USING btree (pgh_context_id);
CREATE INDEX people_delegationevent_pgh_obj_id_206fd053 ON public.people_delegationevent USING btree (pgh_obj_id);
CREATE INDEX people_delegationevent_to_user_id_ce315fa4 ON public.people_delegationevent USING btree (to_user_id);
CREATE INDEX people_organisation_code_8eabbe12_like ON public.people_organisation USING btree (code varchar_pattern_ops);
CREATE INDEX people_organisationplacement_organisation_id_523220fe ON public.people_organisationplacement USING btree (organisation_id);
CREATE INDEX people_organisationplacement_parent_id_da28d230 ON public.people_organisationplacement USING btree (parent_id);
CREATE INDEX people_peopleevent_actor_id_b7d873d0 ON public.people_peopleevent USING btree (actor_id);
CREATE INDEX people_peopleevent_organisation_id_9ccbcff9 ON public.people_peopleevent USING btree (organisation_id);
CREATE INDEX people_peopleevent_user_id_0b069b14 ON public.people_peopleevent USING btree (user_id);
CREATE INDEX people_rolegrant_organisation_id_52f52114 ON public.people_rolegrant USING btree (organisation_id);
CREATE INDEX people_rolegrant_user_id_066ec3ef ON public.people_rolegrant USING btree (user_id);
CREATE INDEX people_rolegrantevent_organisation_id_9a8752f8 ON public.people_rolegrantevent USING btree (organisation_id);
CREATE INDEX people_rolegrantevent_pgh_context_id_11a4e12c ON public.people_rolegrantevent USING btree (pgh_context_id);
CREATE INDEX people_rolegrantevent_pgh_obj_id_b8407bfa ON public.people_rolegrantevent USING btree (pgh_obj_id);
CREATE INDEX people_rolegrantevent_user_id_09e031e3 ON public.people_rolegrantevent USING btree (user_id);
CREATE INDEX people_user_groups_group_id_1f0237d0 ON public.people_user_groups USING btree (group_id);
CREATE INDEX people_user_groups_user_id_290df956 ON public.people_user_groups USING btree (user_id);
CREATE INDEX people_user_user_permissions_permission_id_55f01ef0 ON public.people_user_user_permissions USING btree (permission_id);
CREATE INDEX people_user_user_permissions_user_id_7d19557b ON public.people_user_user_permissions USING btree (user_id);
CREATE INDEX people_user_username_7e18cbac_like ON public.people_user USING btree (username varchar_pattern_ops);
CREATE INDEX people_userevent_pgh_context_id_4e690af2 ON public.people_userevent USING btree (pgh_context_id);
CREATE INDEX people_userevent_pgh_obj_id_27fef213 ON public.people_userevent USING btree (pgh_obj_id);
CREATE INDEX registrant_at ON public.catalogue_registrant USING btree (address_id, state) WHERE ((state)::text = ANY (ARRAY[('applied'::character varying)::text, ('registered'::character varying)::text]));
CREATE INDEX registrant_uscc ON public.catalogue_registrant USING btree (uscc) WHERE (NOT ((uscc)::text = ''::text));
CREATE INDEX registry_enterprise_address_id_eb77a610 ON public.registry_enterprise USING btree (address_id);
CREATE INDEX registry_enterprise_legal_representative_id_f8b04630 ON public.registry_enterprise USING btree (legal_representative_id);
CREATE INDEX registry_enterprise_uscc_bd7dd629_like ON public.registry_enterprise USING btree (uscc varchar_pattern_ops);
CREATE INDEX registry_enterpriseevent_address_id_4f7894c0 ON public.registry_enterpriseevent USING btree (address_id);
CREATE INDEX registry_enterpriseevent_legal_representative_id_da235355 ON public.registry_enterpriseevent USING btree (legal_representative_id);
CREATE INDEX registry_enterpriseevent_pgh_context_id_8eed9350 ON public.registry_enterpriseevent USING btree (pgh_context_id);
CREATE INDEX registry_enterpriseevent_pgh_obj_id_8af9ebdd ON public.registry_enterpriseevent USING btree (pgh_obj_id);
CREATE INDEX registry_mandate_enterprise_id_95152ce2 ON public.registry_mandate USING btree (enterprise_id);
CREATE INDEX registry_mandate_user_id_ed376479 ON public.registry_mandate USING btree (user_id);
CREATE INDEX registry_person_address_id_33f395a7 ON public.registry_person USING btree (address_id);
CREATE INDEX registry_person_identity_number_572d8144_like ON public.registry_person USING btree (identity_number varchar_pattern_ops);
CREATE INDEX registry_personevent_address_id_519d4bc7 ON public.registry_personevent USING btree (address_id);
CREATE INDEX registry_personevent_pgh_context_id_e2443995 ON public.registry_personevent USING btree (pgh_context_id);
CREATE INDEX registry_personevent_pgh_obj_id_a6f67929 ON public.registry_personevent USING btree (pgh_obj_id);
CREATE INDEX registry_unmasking_person_id_7efad0f9 ON public.registry_unmasking USING btree (person_id);
CREATE INDEX registry_unmasking_user_id_1442e30b ON public.registry_unmasking USING btree (user_id);
CREATE UNIQUE INDEX report_one_open ON public.campaign_monthlyreport USING btree (programme_id, unit_id, year, month) WHERE (NOT ((state)::text = 'submitted'::text));
CREATE UNIQUE INDEX revision_waits_once ON public.indicators_revision USING btree (value_id) WHERE ((state)::text = 'waiting'::text);
CREATE UNIQUE INDEX row_current_once ON public.exchange_feedrow USING btree (feed_key, period_start, row_key) WHERE ((state)::text = 'accepted'::text);
CREATE INDEX row_of_month ON public.exchange_feedrow USING btree (feed_key, period_start, state);
CREATE UNIQUE INDEX row_revision_once ON public.exchange_feedrow USING btree (feed_key, period_start, row_key, revision) WHERE ((state)::text = ANY (ARRAY[('accepted'::character varying)::text, ('superseded'::character varying)::text]));
CREATE INDEX row_to_mend ON public.exchange_feedrow USING btree (feed_key, id) WHERE ((state)::text = 'quarantined'::text);
CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);
CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);
CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);
CREATE UNIQUE INDEX target_change_one_open ON public.campaign_targetchange USING btree (target_id) WHERE ((state)::text = 'open'::text);
CREATE INDEX todo_desk ON public.cases_todo USING btree (organisation_id, role, held, due_at, id) WHERE ((state)::text = 'open'::text);
CREATE INDEX todo_done ON public.cases_todo USING btree (done_by_id, done_at DESC) WHERE ((state)::text = 'done'::text);
CREATE INDEX todo_mine ON public.cases_todo USING btree (assignee_id, held, due_at, id) WHERE ((state)::text = 'open'::text);
CREATE INDEX todo_of_open_case ON public.cases_todo USING btree (case_id) WHERE ((state)::text = ANY (ARRAY[('open'::character varying)::text, ('waiting'::character varying)::text]));
CREATE UNIQUE INDEX todo_once_a_step ON public.cases_todo USING btree (case_id, step) WHERE ((state)::text = ANY (ARRAY[('open'::character varying)::text, ('waiting'::character varying)::text]));
CREATE INDEX todo_role ON public.cases_todo USING btree (role, held, due_at, id) WHERE ((state)::text = 'open'::text);
CREATE UNIQUE INDEX transfer_one_open_a_task ON public.campaign_tasktransfer USING btree (task_id) WHERE ((state)::text = 'open'::text);
CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY (ARRAY[('totp'::character varying)::text, ('recovery_codes'::character varying)::text]));
CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";
CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;
CREATE INDEX value_of_month ON public.indicators_indicatorvalue USING btree (year, month, county_code);
CREATE UNIQUE INDEX warning_open_once ON public.indicators_indicatorwarning USING btree (indicator, county_code) WHERE (ended_at IS NULL);
CREATE TRIGGER pgtrigger_case_events_are_kept_9a38a BEFORE DELETE OR UPDATE ON public.cases_caseevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_case_events_are_kept_9a38a();
COMMENT ON TRIGGER pgtrigger_case_events_are_kept_9a38a ON public.cases_caseevent IS '66ebc2f782473f1e64e2d014ddfa31903c078028';
CREATE TRIGGER pgtrigger_insert_insert_15399 AFTER INSERT ON public.campaign_tasktransfer FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_15399();
COMMENT ON TRIGGER pgtrigger_insert_insert_15399 ON public.campaign_tasktransfer IS '2f98a216a26b616bee7d416513fc10a51a70f08f';
CREATE TRIGGER pgtrigger_insert_insert_1ca9f AFTER INSERT ON public.people_delegation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_1ca9f();
COMMENT ON TRIGGER pgtrigger_insert_insert_1ca9f ON public.people_delegation IS '8094216843afb6d780634a9c0754875d3646fd1a';
CREATE TRIGGER pgtrigger_insert_insert_2388e AFTER INSERT ON public.registry_person FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_2388e();
COMMENT ON TRIGGER pgtrigger_insert_insert_2388e ON public.registry_person IS '00c31e22f705cb698196ed1263eeba37cc2e59e1';
CREATE TRIGGER pgtrigger_insert_insert_4a58a AFTER INSERT ON public.campaign_targetchange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_4a58a();
COMMENT ON TRIGGER pgtrigger_insert_insert_4a58a ON public.campaign_targetchange IS '594522a5f8bddbb5d9ac673c38cb870dbe1b3922';
CREATE TRIGGER pgtrigger_insert_insert_55bb4 AFTER INSERT ON public.registry_enterprise FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_55bb4();
COMMENT ON TRIGGER pgtrigger_insert_insert_55bb4 ON public.registry_enterprise IS 'cbf27ce3fb2483c81c177c7c758454c1728fbbaf';
CREATE TRIGGER pgtrigger_insert_insert_676bb AFTER INSERT ON public.campaign_monthlyreport FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_676bb();
COMMENT ON TRIGGER pgtrigger_insert_insert_676bb ON public.campaign_monthlyreport IS '55a10ac54d718530bff73ed07e74f94ba324599f';
CREATE TRIGGER pgtrigger_insert_insert_7bb28 AFTER INSERT ON public.campaign_changerequest FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_7bb28();
COMMENT ON TRIGGER pgtrigger_insert_insert_7bb28 ON public.campaign_changerequest IS '8b633c2b4b8ac65d68a502b4ecdd29e9f1eb24f6';
CREATE TRIGGER pgtrigger_insert_insert_7e9ab AFTER INSERT ON public.people_user FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_7e9ab();
COMMENT ON TRIGGER pgtrigger_insert_insert_7e9ab ON public.people_user IS '9b38b4abcbe18a10636c954949e5ac806f980e74';
CREATE TRIGGER pgtrigger_insert_insert_8bec6 AFTER INSERT ON public.campaign_target FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_8bec6();
COMMENT ON TRIGGER pgtrigger_insert_insert_8bec6 ON public.campaign_target IS 'b75e28ed21494c8c7879eeb1958a98ee42cd994f';
CREATE TRIGGER pgtrigger_insert_insert_8ee7b AFTER INSERT ON public.people_rolegrant FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_8ee7b();
COMMENT ON TRIGGER pgtrigger_insert_insert_8ee7b ON public.people_rolegrant IS '642bd16c8651b1430ff5b4ae39f7cf77aa52aec1';
CREATE TRIGGER pgtrigger_insert_insert_9abf3 AFTER INSERT ON public.campaign_card FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9abf3();
COMMENT ON TRIGGER pgtrigger_insert_insert_9abf3 ON public.campaign_card IS '86cc02c9fd883a443086ce255f955f2eae8b0eef';
CREATE TRIGGER pgtrigger_insert_insert_9dc4a AFTER INSERT ON public.campaign_milestone FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_9dc4a();
COMMENT ON TRIGGER pgtrigger_insert_insert_9dc4a ON public.campaign_milestone IS 'beaa3219431db7a6ff677584fb7730f80da005e3';
CREATE TRIGGER pgtrigger_insert_insert_a4bc3 AFTER INSERT ON public.indicators_cityaim FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a4bc3();
COMMENT ON TRIGGER pgtrigger_insert_insert_a4bc3 ON public.indicators_cityaim IS '5a26b9f5a3430eb84194a9182d9e7d3ae2f0de17';
CREATE TRIGGER pgtrigger_insert_insert_b84f8 AFTER INSERT ON public.packs_packversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b84f8();
COMMENT ON TRIGGER pgtrigger_insert_insert_b84f8 ON public.packs_packversion IS '996f4857416b5dbf64d787582efb546682fd33c4';
CREATE TRIGGER pgtrigger_insert_insert_dae98 AFTER INSERT ON public.campaign_task FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_dae98();
COMMENT ON TRIGGER pgtrigger_insert_insert_dae98 ON public.campaign_task IS 'b70ef482bd370249c4b47c850f9a748d1861cd8c';
CREATE TRIGGER pgtrigger_kept_3ab96 BEFORE DELETE ON public.packs_listversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_3ab96();
COMMENT ON TRIGGER pgtrigger_kept_3ab96 ON public.packs_listversion IS '56fe50ea4954e2614b9ed54fa8129e5edf19aa33';
CREATE TRIGGER pgtrigger_kept_6cc46 BEFORE DELETE OR UPDATE ON public.packs_listrow FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_6cc46();
COMMENT ON TRIGGER pgtrigger_kept_6cc46 ON public.packs_listrow IS '1e97d1771ff3601b7373b14b8a699c62df671f8b';
CREATE TRIGGER pgtrigger_kept_f3b8b BEFORE DELETE ON public.packs_packversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_f3b8b();
COMMENT ON TRIGGER pgtrigger_kept_f3b8b ON public.packs_packversion IS '6455d6e67fbcb36391679cf98bc227208159fc5b';
CREATE TRIGGER pgtrigger_submitted_stays_3db89 BEFORE DELETE OR UPDATE ON public.campaign_monthlyreport FOR EACH ROW WHEN (((old.state)::text = 'submitted'::text)) EXECUTE FUNCTION public.pgtrigger_submitted_stays_3db89();
COMMENT ON TRIGGER pgtrigger_submitted_stays_3db89 ON public.campaign_monthlyreport IS '0f2c1ebf88a2e04ae7091acc445cac134152882b';
CREATE TRIGGER pgtrigger_update_update_07210 AFTER UPDATE ON public.campaign_milestone FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_07210();
COMMENT ON TRIGGER pgtrigger_update_update_07210 ON public.campaign_milestone IS 'ab1b3636316073245e1565c62f3efda31349b18f';
CREATE TRIGGER pgtrigger_update_update_249ce AFTER UPDATE ON public.registry_enterprise FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_249ce();
COMMENT ON TRIGGER pgtrigger_update_update_249ce ON public.registry_enterprise IS 'f124f61d99d239f394382c84ea97e735d163e2b5';
CREATE TRIGGER pgtrigger_update_update_3019a AFTER UPDATE ON public.exchange_feedrow FOR EACH ROW WHEN (((old.faults IS DISTINCT FROM new.faults) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR (old."values" IS DISTINCT FROM new."values"))) EXECUTE FUNCTION public.pgtrigger_update_update_3019a();
COMMENT ON TRIGGER pgtrigger_update_update_3019a ON public.exchange_feedrow IS '1c7ca304ae3f8d27d4968aa37336ecf4e17c99e2';
CREATE TRIGGER pgtrigger_update_update_39298 AFTER UPDATE ON public.campaign_target FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_39298();
COMMENT ON TRIGGER pgtrigger_update_update_39298 ON public.campaign_target IS 'ed26778960a4da5d0ebfd43a8535c078b88ec5c9';
CREATE TRIGGER pgtrigger_update_update_3be4d AFTER UPDATE ON public.indicators_cityaim FOR EACH ROW WHEN ((old.target IS DISTINCT FROM new.target)) EXECUTE FUNCTION public.pgtrigger_update_update_3be4d();
COMMENT ON TRIGGER pgtrigger_update_update_3be4d ON public.indicators_cityaim IS '8a0a634ce15b624ffd3e2f4b6bda8089b295f31a';
CREATE TRIGGER pgtrigger_update_update_45989 AFTER UPDATE ON public.campaign_monthlyreport FOR EACH ROW WHEN (((old.approved_by_id IS DISTINCT FROM new.approved_by_id) OR (old.changed_at IS DISTINCT FROM new.changed_at) OR (old.changed_by_id IS DISTINCT FROM new.changed_by_id) OR ((old.correction_reason)::text IS DISTINCT FROM (new.correction_reason)::text) OR (old.countersigned_by_id IS DISTINCT FROM new.countersigned_by_id) OR ((old.digest)::text IS DISTINCT FROM (new.digest)::text) OR (old.drafted_by_id IS DISTINCT FROM new.drafted_by_id) OR (old.good_practice IS DISTINCT FROM new.good_practice) OR (old.id IS DISTINCT FROM new.id) OR (old.month IS DISTINCT FROM new.month) OR (old.no_change IS DISTINCT FROM new.no_change) OR ((old.no_change_reason)::text IS DISTINCT FROM (new.no_change_reason)::text) OR (old.problems IS DISTINCT FROM new.problems) OR (old.programme_id IS DISTINCT FROM new.programme_id) OR (old.publicity IS DISTINCT FROM new.publicity) OR (old.reasons IS DISTINCT FROM new.reasons) OR (old.results IS DISTINCT FROM new.results) OR ((old.returned_reason)::text IS DISTINCT FROM (new.returned_reason)::text) OR (old.revision IS DISTINCT FROM new.revision) OR (old.similarity IS DISTINCT FROM new.similarity) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR (old.submitted_at IS DISTINCT FROM new.submitted_at) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.version IS DISTINCT FROM new.version) OR (old.year IS DISTINCT FROM new.year))) EXECUTE FUNCTION public.pgtrigger_update_update_45989();
COMMENT ON TRIGGER pgtrigger_update_update_45989 ON public.campaign_monthlyreport IS 'a8378c6ba98196cacd531a550d286f78240ec750';
CREATE TRIGGER pgtrigger_update_update_4c062 AFTER UPDATE ON public.packs_packversion FOR EACH ROW WHEN (((old.effective_from IS DISTINCT FROM new.effective_from) OR (old.effective_to IS DISTINCT FROM new.effective_to) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR ((old.version)::text IS DISTINCT FROM (new.version)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_4c062();
COMMENT ON TRIGGER pgtrigger_update_update_4c062 ON public.packs_packversion IS 'c6f745a18e8a55b292111baf716070af1a41759f';
CREATE TRIGGER pgtrigger_update_update_56ba8 AFTER UPDATE ON public.registry_person FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_56ba8();
COMMENT ON TRIGGER pgtrigger_update_update_56ba8 ON public.registry_person IS 'c95098a036d06183fc4e9cb2b161ee0c92bffa6a';
CREATE TRIGGER pgtrigger_update_update_826cc AFTER UPDATE ON public.exchange_integrityfinding FOR EACH ROW WHEN ((((old.explanation)::text IS DISTINCT FROM (new.explanation)::text) OR ((old.state)::text IS DISTINCT FROM (new.state)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_826cc();
COMMENT ON TRIGGER pgtrigger_update_update_826cc ON public.exchange_integrityfinding IS '73fbae71353b1f8ce9efca22bedaab725babe6ff';
CREATE TRIGGER pgtrigger_update_update_86e64 AFTER UPDATE ON public.people_user FOR EACH ROW WHEN (((old.date_joined IS DISTINCT FROM new.date_joined) OR ((old.email)::text IS DISTINCT FROM (new.email)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.is_active IS DISTINCT FROM new.is_active) OR (old.is_staff IS DISTINCT FROM new.is_staff) OR (old.is_superuser IS DISTINCT FROM new.is_superuser) OR ((old.language)::text IS DISTINCT FROM (new.language)::text) OR (old.large_text IS DISTINCT FROM new.large_text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.theme)::text IS DISTINCT FROM (new.theme)::text) OR ((old.username)::text IS DISTINCT FROM (new.username)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_86e64();
COMMENT ON TRIGGER pgtrigger_update_update_86e64 ON public.people_user IS 'bea9149331876b3f947459ab46edda04bc5d7952';
CREATE TRIGGER pgtrigger_update_update_9fd4f AFTER UPDATE ON public.campaign_changerequest FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_9fd4f();
COMMENT ON TRIGGER pgtrigger_update_update_9fd4f ON public.campaign_changerequest IS '8602321b2e0bcadacda1ebec3c551cf3e4813cc8';
CREATE TRIGGER pgtrigger_update_update_bc22a AFTER UPDATE ON public.campaign_targetchange FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_bc22a();
COMMENT ON TRIGGER pgtrigger_update_update_bc22a ON public.campaign_targetchange IS 'c3587af00929ff4d33779750825b8b46d77c8cae';
CREATE TRIGGER pgtrigger_update_update_bdda6 AFTER UPDATE ON public.catalogue_standardaddress FOR EACH ROW WHEN ((((old.building)::text IS DISTINCT FROM (new.building)::text) OR ((old.city)::text IS DISTINCT FROM (new.city)::text) OR ((old.code)::text IS DISTINCT FROM (new.code)::text) OR ((old.county)::text IS DISTINCT FROM (new.county)::text) OR ((old.digest)::text IS DISTINCT FROM (new.digest)::text) OR ((old.division_code)::text IS DISTINCT FROM (new.division_code)::text) OR ((old.estate)::text IS DISTINCT FROM (new.estate)::text) OR ((old.floor)::text IS DISTINCT FROM (new.floor)::text) OR ((old."group")::text IS DISTINCT FROM (new."group")::text) OR ((old.hamlet)::text IS DISTINCT FROM (new.hamlet)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.identity IS DISTINCT FROM new.identity) OR ((old.lane)::text IS DISTINCT FROM (new.lane)::text) OR ((old.number)::text IS DISTINCT FROM (new.number)::text) OR (old.organisation_id IS DISTINCT FROM new.organisation_id) OR (old.other_names IS DISTINCT FROM new.other_names) OR ((old.owner)::text IS DISTINCT FROM (new.owner)::text) OR ((old.owner_kind)::text IS DISTINCT FROM (new.owner_kind)::text) OR ((old.plot)::text IS DISTINCT FROM (new.plot)::text) OR (old.point IS DISTINCT FROM new.point) OR ((old.province)::text IS DISTINCT FROM (new.province)::text) OR (old.registrant_limit IS DISTINCT FROM new.registrant_limit) OR ((old.replaced_by)::text IS DISTINCT FROM (new.replaced_by)::text) OR ((old.road)::text IS DISTINCT FROM (new.road)::text) OR ((old.room)::text IS DISTINCT FROM (new.room)::text) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.sub)::text IS DISTINCT FROM (new.sub)::text) OR ((old.text)::text IS DISTINCT FROM (new.text)::text) OR ((old.town)::text IS DISTINCT FROM (new.town)::text) OR ((old.unit)::text IS DISTINCT FROM (new.unit)::text) OR (old.uses IS DISTINCT FROM new.uses) OR (old.valid_from IS DISTINCT FROM new.valid_from) OR (old.valid_to IS DISTINCT FROM new.valid_to) OR (old.version IS DISTINCT FROM new.version) OR ((old.village)::text IS DISTINCT FROM (new.village)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_bdda6();
COMMENT ON TRIGGER pgtrigger_update_update_bdda6 ON public.catalogue_standardaddress IS '20dd6bfc334dd95fb688bc3bbaf9008f00d60654';
CREATE TRIGGER pgtrigger_update_update_becda AFTER UPDATE ON public.campaign_tasktransfer FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_becda();
COMMENT ON TRIGGER pgtrigger_update_update_becda ON public.campaign_tasktransfer IS '63263cc74d69147e0455012c96063be550c9c58b';
CREATE TRIGGER pgtrigger_update_update_c881e AFTER UPDATE ON public.indicators_revision FOR EACH ROW WHEN (((old.state)::text IS DISTINCT FROM (new.state)::text)) EXECUTE FUNCTION public.pgtrigger_update_update_c881e();
COMMENT ON TRIGGER pgtrigger_update_update_c881e ON public.indicators_revision IS 'dde3644eca39c4062676b791f417a77d5a5517b6';
CREATE TRIGGER pgtrigger_update_update_caacd AFTER UPDATE ON public.people_rolegrant FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_caacd();
COMMENT ON TRIGGER pgtrigger_update_update_caacd ON public.people_rolegrant IS '7a074d9c2f88f6aad27f15e37d5e7013c27e75dc';
CREATE TRIGGER pgtrigger_update_update_d16d1 AFTER UPDATE ON public.people_delegation FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d16d1();
COMMENT ON TRIGGER pgtrigger_update_update_d16d1 ON public.people_delegation IS '7f6bf84ee26c4f3ebf0fc6ff50577d418a5266c3';
CREATE TRIGGER pgtrigger_update_update_d3843 AFTER UPDATE ON public.campaign_task FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d3843();
COMMENT ON TRIGGER pgtrigger_update_update_d3843 ON public.campaign_task IS '2f9a86f248db5e997ff5385d1e0f6f458bd03429';
CREATE TRIGGER pgtrigger_update_update_defcd AFTER UPDATE ON public.campaign_card FOR EACH ROW WHEN (((old.answer IS DISTINCT FROM new.answer) OR (old.answered_at IS DISTINCT FROM new.answered_at) OR (old.answered_by_id IS DISTINCT FROM new.answered_by_id) OR (old.changed_by_id IS DISTINCT FROM new.changed_by_id) OR ((old.decided)::text IS DISTINCT FROM (new.decided)::text) OR (old.decided_at IS DISTINCT FROM new.decided_at) OR (old.decided_by_id IS DISTINCT FROM new.decided_by_id) OR ((old.decision_reason)::text IS DISTINCT FROM (new.decision_reason)::text) OR (old.ended_at IS DISTINCT FROM new.ended_at) OR ((old.ended_reason)::text IS DISTINCT FROM (new.ended_reason)::text) OR (old.id IS DISTINCT FROM new.id) OR (old.lock_id IS DISTINCT FROM new.lock_id) OR (old.notified_at IS DISTINCT FROM new.notified_at) OR (old.opinion IS DISTINCT FROM new.opinion) OR (old.opinion_by_id IS DISTINCT FROM new.opinion_by_id) OR ((old.proposed)::text IS DISTINCT FROM (new.proposed)::text) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id))) EXECUTE FUNCTION public.pgtrigger_update_update_defcd();
COMMENT ON TRIGGER pgtrigger_update_update_defcd ON public.campaign_card IS '446a59be5befddcf332a0b3a3c75cf4c3abe33dc';
CREATE TRIGGER pgtrigger_written_once_08d75 BEFORE UPDATE ON public.packs_packversion FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR ((old.version)::text IS DISTINCT FROM (new.version)::text) OR (old.effective_from IS DISTINCT FROM new.effective_from) OR ((old.digest)::text IS DISTINCT FROM (new.digest)::text) OR (old.item_keys IS DISTINCT FROM new.item_keys) OR (old.source IS DISTINCT FROM new.source) OR (old.files IS DISTINCT FROM new.files) OR (old.overlays IS DISTINCT FROM new.overlays) OR (old.loaded_at IS DISTINCT FROM new.loaded_at) OR (old.loaded_by_id IS DISTINCT FROM new.loaded_by_id))) EXECUTE FUNCTION public.pgtrigger_written_once_08d75();
COMMENT ON TRIGGER pgtrigger_written_once_08d75 ON public.packs_packversion IS 'c91194d132e909ea9d4d65a794cbedcb578cb31d';
CREATE TRIGGER pgtrigger_written_once_339f9 BEFORE UPDATE ON public.packs_listversion FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR ((old.pack_key)::text IS DISTINCT FROM (new.pack_key)::text) OR ((old.key)::text IS DISTINCT FROM (new.key)::text) OR ((old.version)::text IS DISTINCT FROM (new.version)::text) OR (old.effective_from IS DISTINCT FROM new.effective_from) OR ((old.digest)::text IS DISTINCT FROM (new.digest)::text) OR (old.spec IS DISTINCT FROM new.spec) OR (old.loaded_with_id IS DISTINCT FROM new.loaded_with_id))) EXECUTE FUNCTION public.pgtrigger_written_once_339f9();
COMMENT ON TRIGGER pgtrigger_written_once_339f9 ON public.packs_listversion IS 'd6a5e932fac55e9b78a938c823c6aadc54d2a224';
CREATE TRIGGER pgtrigger_written_once_38972 BEFORE DELETE OR UPDATE ON public.campaign_programmeevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_written_once_38972();
COMMENT ON TRIGGER pgtrigger_written_once_38972 ON public.campaign_programmeevent IS '9618d0f77e3a944481f2cc806c045615dd736f57';
CREATE TRIGGER pgtrigger_written_once_b2c9a BEFORE DELETE OR UPDATE ON public.people_peopleevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_written_once_b2c9a();
COMMENT ON TRIGGER pgtrigger_written_once_b2c9a ON public.people_peopleevent IS '0bad3ba41811a3d391ffc4bf33d89c8db135104c';
CREATE TRIGGER pgtrigger_written_once_b2e3d BEFORE DELETE OR UPDATE ON public.campaign_baseline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_written_once_b2e3d();
COMMENT ON TRIGGER pgtrigger_written_once_b2e3d ON public.campaign_baseline IS 'dc42cd215a855ad3d1953181096030276a6bed01';
CREATE TRIGGER pgtrigger_written_once_bb8cd BEFORE DELETE OR UPDATE ON public.campaign_quarterlock FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_written_once_bb8cd();
COMMENT ON TRIGGER pgtrigger_written_once_bb8cd ON public.campaign_quarterlock IS '31b371f3a9ff78b2c2013ecfbad18c1e96f302aa';
ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_baseline
    ADD CONSTRAINT campaign_baseline_frozen_by_id_d22c1d6e_fk_people_user_id FOREIGN KEY (frozen_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_baseline
    ADD CONSTRAINT campaign_baseline_programme_id_c560afb9_fk_campaign_ FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_cadence
    ADD CONSTRAINT campaign_cadence_programme_id_051496ec_fk_campaign_programme_id FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_card
    ADD CONSTRAINT campaign_card_answered_by_id_52ceaf0c_fk_people_user_id FOREIGN KEY (answered_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_card
    ADD CONSTRAINT campaign_card_changed_by_id_42733a90_fk_people_user_id FOREIGN KEY (changed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_card
    ADD CONSTRAINT campaign_card_decided_by_id_3e37ecd2_fk_people_user_id FOREIGN KEY (decided_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_card
    ADD CONSTRAINT campaign_card_lock_id_17c52b46_fk_campaign_quarterlock_id FOREIGN KEY (lock_id) REFERENCES public.campaign_quarterlock(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_card
    ADD CONSTRAINT campaign_card_opinion_by_id_e87fba13_fk_people_user_id FOREIGN KEY (opinion_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_card
    ADD CONSTRAINT campaign_card_unit_id_ea5f5ab7_fk_people_organisation_id FOREIGN KEY (unit_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_changerequest
    ADD CONSTRAINT campaign_changerequest_asked_by_id_5b07cba9_fk_people_user_id FOREIGN KEY (asked_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_changerequest
    ADD CONSTRAINT campaign_changerequest_decided_by_id_9ca30c49_fk_people_user_id FOREIGN KEY (decided_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_changerequest
    ADD CONSTRAINT campaign_changerequest_task_id_d775db39_fk_campaign_task_id FOREIGN KEY (task_id) REFERENCES public.campaign_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_commitment
    ADD CONSTRAINT campaign_commitment_measure_id_e3c56192_fk_campaign_measure_id FOREIGN KEY (measure_id) REFERENCES public.campaign_measure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_commitment
    ADD CONSTRAINT campaign_commitment_programme_id_456cc58f_fk_campaign_ FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_heading
    ADD CONSTRAINT campaign_heading_programme_id_91763d43_fk_campaign_programme_id FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_measure
    ADD CONSTRAINT campaign_measure_lead_id_305a87f6_fk_people_organisation_id FOREIGN KEY (lead_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_measure
    ADD CONSTRAINT campaign_measure_programme_id_c96878b4_fk_campaign_programme_id FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_milestone
    ADD CONSTRAINT campaign_milestone_task_id_efbc5871_fk_campaign_task_id FOREIGN KEY (task_id) REFERENCES public.campaign_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_milestone
    ADD CONSTRAINT campaign_milestone_verified_by_id_42ae9b0b_fk_people_user_id FOREIGN KEY (verified_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_monthlyreport
    ADD CONSTRAINT campaign_monthlyrepo_approved_by_id_e4f1f46e_fk_people_us FOREIGN KEY (approved_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_monthlyreport
    ADD CONSTRAINT campaign_monthlyrepo_countersigned_by_id_c1246dc3_fk_people_us FOREIGN KEY (countersigned_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_monthlyreport
    ADD CONSTRAINT campaign_monthlyrepo_programme_id_5409f168_fk_campaign_ FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_monthlyreport
    ADD CONSTRAINT campaign_monthlyrepo_unit_id_c0b484f7_fk_people_or FOREIGN KEY (unit_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_monthlyreport
    ADD CONSTRAINT campaign_monthlyreport_changed_by_id_a98590b0_fk_people_user_id FOREIGN KEY (changed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_monthlyreport
    ADD CONSTRAINT campaign_monthlyreport_drafted_by_id_fafb33fe_fk_people_user_id FOREIGN KEY (drafted_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_notice
    ADD CONSTRAINT campaign_notice_programme_id_ac230f6f_fk_campaign_programme_id FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_notice
    ADD CONSTRAINT campaign_notice_unit_id_c54b6393_fk_people_organisation_id FOREIGN KEY (unit_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_plantext
    ADD CONSTRAINT campaign_plantext_programme_id_1fad9dbc_fk_campaign_ FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_programme
    ADD CONSTRAINT campaign_programme_closed_by_id_17ac3070_fk_people_user_id FOREIGN KEY (closed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_programme
    ADD CONSTRAINT campaign_programme_created_by_id_f28c2972_fk_people_user_id FOREIGN KEY (created_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_programme
    ADD CONSTRAINT campaign_programme_owner_id_e60efd3a_fk_people_organisation_id FOREIGN KEY (owner_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_programmeevent
    ADD CONSTRAINT campaign_programmeev_programme_id_654bf493_fk_campaign_ FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_programmeevent
    ADD CONSTRAINT campaign_programmeevent_actor_id_e117e852_fk_people_user_id FOREIGN KEY (actor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_quarterlock
    ADD CONSTRAINT campaign_quarterlock_locked_by_id_9938f5c3_fk_people_user_id FOREIGN KEY (locked_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_quarterlock
    ADD CONSTRAINT campaign_quarterlock_programme_id_cd0f9d44_fk_campaign_ FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_target
    ADD CONSTRAINT campaign_target_changed_by_id_a9c8b1a6_fk_people_user_id FOREIGN KEY (changed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_target
    ADD CONSTRAINT campaign_target_measure_id_180e540d_fk_campaign_measure_id FOREIGN KEY (measure_id) REFERENCES public.campaign_measure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_target
    ADD CONSTRAINT campaign_target_programme_id_44311ac6_fk_campaign_programme_id FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_target
    ADD CONSTRAINT campaign_target_responsible_id_432a0752_fk_people_or FOREIGN KEY (responsible_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_target
    ADD CONSTRAINT campaign_target_set_by_id_07abc471_fk_people_organisation_id FOREIGN KEY (set_by_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_targetchange
    ADD CONSTRAINT campaign_targetchang_programme_id_95167a4b_fk_campaign_ FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_targetchange
    ADD CONSTRAINT campaign_targetchange_asked_by_id_8764cb6f_fk_people_user_id FOREIGN KEY (asked_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_targetchange
    ADD CONSTRAINT campaign_targetchange_decided_by_id_cf6b8cf3_fk_people_user_id FOREIGN KEY (decided_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_targetchange
    ADD CONSTRAINT campaign_targetchange_target_id_04544ce4_fk_campaign_target_id FOREIGN KEY (target_id) REFERENCES public.campaign_target(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_task
    ADD CONSTRAINT campaign_task_changed_by_id_78830c38_fk_people_user_id FOREIGN KEY (changed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_task
    ADD CONSTRAINT campaign_task_commitment_id_130a0704_fk_campaign_commitment_id FOREIGN KEY (commitment_id) REFERENCES public.campaign_commitment(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_task_coops
    ADD CONSTRAINT campaign_task_coops_organisation_id_64f80e6b_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_task_coops
    ADD CONSTRAINT campaign_task_coops_task_id_bf48304d_fk_campaign_task_id FOREIGN KEY (task_id) REFERENCES public.campaign_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_task
    ADD CONSTRAINT campaign_task_lead_id_56175915_fk_people_organisation_id FOREIGN KEY (lead_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_task
    ADD CONSTRAINT campaign_task_measure_id_a4b801ce_fk_campaign_measure_id FOREIGN KEY (measure_id) REFERENCES public.campaign_measure(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_task
    ADD CONSTRAINT campaign_task_parent_id_8d72ff4a_fk_campaign_task_id FOREIGN KEY (parent_id) REFERENCES public.campaign_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_task
    ADD CONSTRAINT campaign_task_programme_id_67886ae1_fk_campaign_programme_id FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_task_targets
    ADD CONSTRAINT campaign_task_targets_target_id_41c50ada_fk_campaign_target_id FOREIGN KEY (target_id) REFERENCES public.campaign_target(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_task_targets
    ADD CONSTRAINT campaign_task_targets_task_id_58875578_fk_campaign_task_id FOREIGN KEY (task_id) REFERENCES public.campaign_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_tasktransfer
    ADD CONSTRAINT campaign_tasktransfe_from_unit_id_c831b811_fk_people_or FOREIGN KEY (from_unit_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_tasktransfer
    ADD CONSTRAINT campaign_tasktransfe_to_unit_id_33ab8f22_fk_people_or FOREIGN KEY (to_unit_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_tasktransfer
    ADD CONSTRAINT campaign_tasktransfer_asked_by_id_f07c3057_fk_people_user_id FOREIGN KEY (asked_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_tasktransfer
    ADD CONSTRAINT campaign_tasktransfer_decided_by_id_d44fd6a4_fk_people_user_id FOREIGN KEY (decided_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_tasktransfer
    ADD CONSTRAINT campaign_tasktransfer_task_id_24153fb7_fk_campaign_task_id FOREIGN KEY (task_id) REFERENCES public.campaign_task(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_unitbreakdown
    ADD CONSTRAINT campaign_unitbreakdo_programme_id_b92082dd_fk_campaign_ FOREIGN KEY (programme_id) REFERENCES public.campaign_programme(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_unitbreakdown
    ADD CONSTRAINT campaign_unitbreakdo_unit_id_ce79d840_fk_people_or FOREIGN KEY (unit_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_unitbreakdown
    ADD CONSTRAINT campaign_unitbreakdown_changed_by_id_33c18075_fk_people_user_id FOREIGN KEY (changed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.campaign_unitbreakdown
    ADD CONSTRAINT campaign_unitbreakdown_signed_by_id_0e6ae0e7_fk_people_user_id FOREIGN KEY (signed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_calendarnotice
    ADD CONSTRAINT cases_calendarnotice_entered_by_id_ae10671d_fk_people_user_id FOREIGN KEY (entered_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_applicant_id_756c921c_fk_people_user_id FOREIGN KEY (applicant_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_enterprise_id_76ed246e_fk_registry_enterprise_id FOREIGN KEY (enterprise_id) REFERENCES public.registry_enterprise(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_organisation_id_dac38ff3_fk_people_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_pack_version_id_946b387d_fk_packs_packversion_id FOREIGN KEY (pack_version_id) REFERENCES public.packs_packversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_parent_id_30365dcb_fk_cases_case_id FOREIGN KEY (parent_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_previous_id_ccd61baa_fk_cases_case_id FOREIGN KEY (previous_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_caseevent
    ADD CONSTRAINT cases_caseevent_actor_id_3b42ca2c_fk_people_user_id FOREIGN KEY (actor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_caseevent
    ADD CONSTRAINT cases_caseevent_case_id_6c6031ac_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_caseevent
    ADD CONSTRAINT cases_caseevent_organisation_id_2f19db67_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_event_id_1bbaab77_fk_cases_caseevent_id FOREIGN KEY (event_id) REFERENCES public.cases_caseevent(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_webhook_id_f9590f1b_fk_cases_webhook_id FOREIGN KEY (webhook_id) REFERENCES public.cases_webhook(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_case_id_2bc2a7d9_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_enterprise_id_36827d34_fk_registry_enterprise_id FOREIGN KEY (enterprise_id) REFERENCES public.registry_enterprise(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_pack_version_id_44a2651e_fk_packs_packversion_id FOREIGN KEY (pack_version_id) REFERENCES public.packs_packversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_parent_id_93de3dd2_fk_cases_case_id FOREIGN KEY (parent_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_user_id_61805eab_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_material
    ADD CONSTRAINT cases_material_added_by_id_eae12caf_fk_people_user_id FOREIGN KEY (added_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_material
    ADD CONSTRAINT cases_material_case_id_972fd638_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_material
    ADD CONSTRAINT cases_material_draft_id_2904af1f_fk_cases_draft_id FOREIGN KEY (draft_id) REFERENCES public.cases_draft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_notice
    ADD CONSTRAINT cases_notice_case_id_cd438a78_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_notice
    ADD CONSTRAINT cases_notice_organisation_id_2b12c4c0_fk_people_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_notice
    ADD CONSTRAINT cases_notice_user_id_bb53d4f5_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_paper
    ADD CONSTRAINT cases_paper_case_id_1d2fd58d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_paper
    ADD CONSTRAINT cases_paper_issued_by_id_984fc64e_fk_people_user_id FOREIGN KEY (issued_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_rating
    ADD CONSTRAINT cases_rating_case_id_428678e7_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_rating
    ADD CONSTRAINT cases_rating_user_id_7226b781_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_savedfilter
    ADD CONSTRAINT cases_savedfilter_user_id_51dd5598_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_signature
    ADD CONSTRAINT cases_signature_draft_id_0bfdb10d_fk_cases_draft_id FOREIGN KEY (draft_id) REFERENCES public.cases_draft(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_signature
    ADD CONSTRAINT cases_signature_user_id_268904fd_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_todo
    ADD CONSTRAINT cases_todo_assignee_id_bd8193cd_fk_people_user_id FOREIGN KEY (assignee_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_todo
    ADD CONSTRAINT cases_todo_case_id_9a97193c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_todo
    ADD CONSTRAINT cases_todo_done_by_id_da76f4b9_fk_people_user_id FOREIGN KEY (done_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_todo
    ADD CONSTRAINT cases_todo_organisation_id_458e81c9_fk_people_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.cases_webhook
    ADD CONSTRAINT cases_webhook_organisation_id_5a4b3530_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalogue_registrant
    ADD CONSTRAINT catalogue_registrant_address_id_4a6c6186_fk_catalogue FOREIGN KEY (address_id) REFERENCES public.catalogue_standardaddress(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.catalogue_standardaddress
    ADD CONSTRAINT catalogue_standardad_organisation_id_568fc5b5_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_feedbatch
    ADD CONSTRAINT exchange_feedbatch_pack_version_id_dfa92f42_fk_packs_pac FOREIGN KEY (pack_version_id) REFERENCES public.packs_packversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_feedbatch
    ADD CONSTRAINT exchange_feedbatch_producer_id_2571937a_fk_people_or FOREIGN KEY (producer_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_feedbatch
    ADD CONSTRAINT exchange_feedbatch_received_by_id_a02893aa_fk_people_user_id FOREIGN KEY (received_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_feedkey
    ADD CONSTRAINT exchange_feedkey_made_by_id_618c589c_fk_people_user_id FOREIGN KEY (made_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_feedkey
    ADD CONSTRAINT exchange_feedkey_organisation_id_19cb9e17_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_feedreminder
    ADD CONSTRAINT exchange_feedreminde_producer_id_04c76cf9_fk_people_or FOREIGN KEY (producer_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_feedrow
    ADD CONSTRAINT exchange_feedrow_batch_id_3e5ba899_fk_exchange_feedbatch_id FOREIGN KEY (batch_id) REFERENCES public.exchange_feedbatch(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_feedrow
    ADD CONSTRAINT exchange_feedrow_settled_by_id_6aede0e5_fk_people_user_id FOREIGN KEY (settled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_integrityfinding
    ADD CONSTRAINT exchange_integrityfi_organisation_id_09b3aacf_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_integrityfinding
    ADD CONSTRAINT exchange_integrityfi_row_id_daf4e2f3_fk_exchange_ FOREIGN KEY (row_id) REFERENCES public.exchange_feedrow(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_integrityfinding
    ADD CONSTRAINT exchange_integrityfi_settled_by_id_84e5073e_fk_people_us FOREIGN KEY (settled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.exchange_integrityfinding
    ADD CONSTRAINT exchange_integrityfinding_case_id_5c14b6e9_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.indicators_assessment
    ADD CONSTRAINT indicators_assessment_made_by_id_8c71c669_fk_people_user_id FOREIGN KEY (made_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.indicators_cityaim
    ADD CONSTRAINT indicators_cityaim_set_by_id_ba534ab7_fk_people_user_id FOREIGN KEY (set_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.indicators_closedmonth
    ADD CONSTRAINT indicators_closedmonth_closed_by_id_c1a4c1ed_fk_people_user_id FOREIGN KEY (closed_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.indicators_enteredvalue
    ADD CONSTRAINT indicators_enteredva_entered_by_id_7727fd1c_fk_people_us FOREIGN KEY (entered_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.indicators_indicatorwarning
    ADD CONSTRAINT indicators_indicator_seen_by_id_b40e8a9e_fk_people_us FOREIGN KEY (seen_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.indicators_revision
    ADD CONSTRAINT indicators_revision_settled_by_id_86e461ad_fk_people_user_id FOREIGN KEY (settled_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.indicators_revision
    ADD CONSTRAINT indicators_revision_value_id_5fb9776a_fk_indicator FOREIGN KEY (value_id) REFERENCES public.indicators_indicatorvalue(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.packs_listrow
    ADD CONSTRAINT packs_listrow_list_id_004daf3b_fk_packs_listversion_id FOREIGN KEY (list_id) REFERENCES public.packs_listversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.packs_listversion
    ADD CONSTRAINT packs_listversion_loaded_with_id_b0c286ae_fk_packs_pac FOREIGN KEY (loaded_with_id) REFERENCES public.packs_packversion(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.packs_packversion
    ADD CONSTRAINT packs_packversion_loaded_by_id_0c1f9dc7_fk_people_user_id FOREIGN KEY (loaded_by_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_appointment
    ADD CONSTRAINT people_appointment_organisation_id_240991b4_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_appointment
    ADD CONSTRAINT people_appointment_user_id_6cfed2c7_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_delegation
    ADD CONSTRAINT people_delegation_from_user_id_d31a1523_fk_people_user_id FOREIGN KEY (from_user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_delegation
    ADD CONSTRAINT people_delegation_to_user_id_44c55e27_fk_people_user_id FOREIGN KEY (to_user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_organisationplacement
    ADD CONSTRAINT people_organisationp_organisation_id_523220fe_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_organisationplacement
    ADD CONSTRAINT people_organisationp_parent_id_da28d230_fk_people_or FOREIGN KEY (parent_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_peopleevent
    ADD CONSTRAINT people_peopleevent_actor_id_b7d873d0_fk_people_user_id FOREIGN KEY (actor_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_peopleevent
    ADD CONSTRAINT people_peopleevent_organisation_id_9ccbcff9_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_peopleevent
    ADD CONSTRAINT people_peopleevent_user_id_0b069b14_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_rolegrant
    ADD CONSTRAINT people_rolegrant_organisation_id_52f52114_fk_people_or FOREIGN KEY (organisation_id) REFERENCES public.people_organisation(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_rolegrant
    ADD CONSTRAINT people_rolegrant_user_id_066ec3ef_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_group_id_1f0237d0_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_user_groups
    ADD CONSTRAINT people_user_groups_user_id_290df956_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_per_permission_id_55f01ef0_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.people_user_user_permissions
    ADD CONSTRAINT people_user_user_permissions_user_id_7d19557b_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registry_enterprise
    ADD CONSTRAINT registry_enterprise_address_id_eb77a610_fk_registry_address_id FOREIGN KEY (address_id) REFERENCES public.registry_address(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registry_enterprise
    ADD CONSTRAINT registry_enterprise_legal_representative_f8b04630_fk_registry_ FOREIGN KEY (legal_representative_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registry_mandate
    ADD CONSTRAINT registry_mandate_enterprise_id_95152ce2_fk_registry_ FOREIGN KEY (enterprise_id) REFERENCES public.registry_enterprise(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registry_mandate
    ADD CONSTRAINT registry_mandate_user_id_ed376479_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT registry_person_address_id_33f395a7_fk_registry_address_id FOREIGN KEY (address_id) REFERENCES public.registry_address(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registry_unmasking
    ADD CONSTRAINT registry_unmasking_person_id_7efad0f9_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.registry_unmasking
    ADD CONSTRAINT registry_unmasking_user_id_1442e30b_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_user_id_8146e70c_fk_people_user_id FOREIGN KEY (user_id) REFERENCES public.people_user(id) DEFERRABLE INITIALLY DEFERRED;
INSERT INTO django_migrations (app, name, applied) VALUES ('account', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('account', '0002_email_max_length', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('account', '0003_alter_emailaddress_create_unique_verified_email', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('account', '0004_alter_emailaddress_drop_unique_email', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('account', '0005_emailaddress_idx_upper_email', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('account', '0006_emailaddress_lower', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('account', '0007_emailaddress_idx_email', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('account', '0008_emailaddress_unique_primary_email_fixup', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('account', '0009_emailaddress_unique_primary_email', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('admin', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('admin', '0002_logentry_remove_auto_add', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('admin', '0003_logentry_add_action_flag_choices', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0002_alter_permission_name_max_length', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0003_alter_user_email_max_length', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0004_alter_user_username_opts', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0005_alter_user_last_login_null', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0006_require_contenttypes_0002', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0007_alter_validators_add_error_messages', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0008_alter_user_username_max_length', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0009_alter_user_last_name_max_length', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0010_alter_group_name_max_length', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0011_update_proxy_permissions', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('auth', '0012_alter_user_first_name_max_length', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '0002_auto_20151217_2044', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '0003_auto_20160322_0929', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '0004_auto_20181024_1538', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '0005_remove_accessattempt_trusted', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '0006_remove_accesslog_trusted', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '0007_alter_accessattempt_unique_together', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '0008_accessfailurelog', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '0009_add_session_hash', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('axes', '0010_accessattemptexpiration', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('campaign', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('campaign', '0002_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('campaign', '0003_changes_by_request', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('campaign', '0004_name_evidence', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('campaign', '0005_monthly_reports', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('campaign', '0006_quarters_and_cards', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0002_case_closed', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0003_turns_and_reminders', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0004_confirmed_and_signed_by_oneself', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('catalogue', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('contenttypes', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('contenttypes', '0002_remove_content_type_name', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('exchange', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('exchange', '0002_turns_and_reminders', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('indicators', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('indicators', '0002_assessments', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('mfa', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('mfa', '0002_authenticator_timestamps', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('mfa', '0003_authenticator_type_uniq', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('packs', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0002_alter_organisation_kind', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0003_people_event', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('pghistory', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('pghistory', '0002_aggregateevent', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('pghistory', '0003_auto_20201023_1636', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('pghistory', '0004_auto_20220906_1625', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('pghistory', '0005_events_middlewareevents', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('pghistory', '0006_delete_aggregateevent', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('pghistory', '0007_auto_20250421_0444', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('registry', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('registry', '0002_mandate', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('sessions', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('socialaccount', '0001_initial', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('socialaccount', '0002_token_max_lengths', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('socialaccount', '0003_extra_data_default_dict', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('socialaccount', '0004_app_provider_id_settings', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('socialaccount', '0005_socialtoken_nullable_app', now());
INSERT INTO django_migrations (app, name, applied) VALUES ('socialaccount', '0006_alter_socialaccount_extra_data', now());
